import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { sendSheet } from '#infra/sheets/send-sheet.ts'
import { today } from '#lib/dates.ts'
import { listAccesses } from './access/queries.ts'
import { changeMany } from './bulk.ts'
import { documents } from './contract.ts'
import { changeDocument, detailOf, retryDocument } from './documents.ts'
import { exportDocuments } from './exports/exports.ts'
import { ownOnly, whoseOrigins } from './policy.ts'
import { getDocumentAndReach } from './queries.ts'
import { isPlain, searchDocuments } from './search/search.ts'
import { getUsage } from './uploads/queries.ts'

export const documentRoutes: Routes = async (http, infra) => {
  const secret = infra.config.DEEDLINE_SECRET
  serve(http, infra, documents, {
    // Without words and facets it is one statement.
    all: ({ actor, query, act, read }) =>
      (isPlain(query) ? read : act)((tx) => searchDocuments(tx, secret, actor, query)),
    export: ({ actor, query, act, now, reply }) =>
      sendSheet(reply, query.format, {
        name: `documents-${today(now, actor)}`,
        ...exportDocuments(act, secret, actor, query),
      }),
    usage: ({ actor, read, now }) => read((tx) => getUsage(tx, actor.organization_id, now)),
    one: async ({ actor, params, readOne, now }) =>
      detailOf(actor, await readOne((tx) => getDocumentAndReach(tx, actor.organization_id, params.id)), now),
    change: async ({ actor, params, body, version, act, now }) =>
      detailOf(
        actor,
        await act((tx) => changeDocument(tx, infra.permissions, actor, params.id, version, body, now)),
        now,
      ),
    retry: async ({ actor, params, act, now }) =>
      detailOf(actor, await act((tx) => retryDocument(tx, actor, params.id)), now),
    bulk: ({ actor, body, act, now }) => act((tx) => changeMany(tx, infra.permissions, actor, body, now)),
    accesses: ({ actor, params, page, act }) =>
      act(async (tx) => {
        const { document, reach } = await getDocumentAndReach(tx, actor.organization_id, params.id)
        const narrowed = { of: ownOnly(actor, reach), origins: whoseOrigins(actor, document) }
        return listAccesses(tx, actor.organization_id, params.id, { ...page, ...narrowed })
      }),
  })
}
