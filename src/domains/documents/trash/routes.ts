import { detailOf } from '#domains/documents/documents.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { today } from '#lib/dates.ts'
import { trash } from './contract.ts'
import { purgeDocument, removeFiles, restoreDocument, trashDocument } from './trash.ts'

export const trashRoutes: Routes = async (http, infra) => {
  serve(http, infra, trash, {
    trash: ({ actor, params, act, now }) => act((tx) => trashDocument(tx, actor, params.id, now)),
    restore: async ({ actor, params, act, now }) =>
      detailOf(actor, await act((tx) => restoreDocument(tx, actor, params.id)), now),
    purge: async ({ actor, params, act, now }) =>
      removeFiles(infra, await act((tx) => purgeDocument(tx, actor, params.id, today(now, actor)))),
  })
}
