import { getTransaction } from '#domains/transactions/queries.ts'
import { detailOf } from '#domains/transactions/transactions.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { amendClosing } from './amendments.ts'
import { amendments } from './contract.ts'
import { previewAmendment } from './preview.ts'
import { listAmendments } from './queries.ts'

export const amendmentRoutes: Routes = async (http, infra) =>
  serve(http, infra, amendments, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getTransaction(tx, organization_id, params.id)
        return listAmendments(tx, organization_id, params.id, page)
      }),
    amend: ({ actor, params, version, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await amendClosing(tx, actor, params.id, version, body, now))),
    preview: ({ actor, params, body, now }) => previewAmendment(infra, actor, params.id, body, now),
  })
