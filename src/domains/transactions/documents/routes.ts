import { getTransaction } from '#domains/transactions/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { attachDocument, detachDocument } from './attachments.ts'
import { attachments } from './contract.ts'
import { listAttached } from './queries.ts'

export const attachmentRoutes: Routes = async (http, infra) =>
  serve(http, infra, attachments, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getTransaction(tx, organization_id, params.id)
        return listAttached(tx, organization_id, params.id, page)
      }),
    attach: ({ actor, params, body, act }) => act((tx) => attachDocument(tx, actor, params.id, body)),
    detach: ({ actor, params, act }) => act((tx) => detachDocument(tx, actor, params.id, params.document_id)),
  })
