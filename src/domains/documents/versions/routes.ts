import { z } from 'zod'
import { detailOf } from '#domains/documents/documents.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { acceptForms, takeForm } from '#domains/documents/uploads/receive.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { comparisons, versions } from './contract.ts'
import { listVersions } from './queries.ts'
import { addVersion, compareVersions, restoreVersion } from './versions.ts'

const Fields = z.object({ changes_summary: z.string().max(2000).optional() })

export const versionRoutes: Routes = async (http, infra) => {
  await acceptForms(http, infra.config.MAX_UPLOAD_BYTES)
  serve(http, infra, versions, {
    all: ({ actor, params, page, act }) =>
      act(async (tx) => {
        await getDocument(tx, actor.organization_id, params.id)
        return listVersions(tx, actor.organization_id, params.id, page)
      }),
    create: async ({ actor, params, request }) => {
      const added = await takeForm(infra, request, actor, Fields, (tx, file, { changes_summary = null }) =>
        addVersion(tx, infra, actor, params.id, file, changes_summary),
      )
      return detailOf(actor, added, infra.now())
    },
    restore: async ({ actor, params: { id, version_number }, act, now }) =>
      detailOf(actor, await act((tx) => restoreVersion(tx, actor, id, version_number)), now),
  })
  serve(http, infra, comparisons, {
    one: ({ actor, params, query: { from, to }, act }) =>
      act((tx) => compareVersions(tx, actor, params.id, from, to)),
  })
}
