import { getTransaction } from '#domains/transactions/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { dealTimeline } from './contract.ts'
import { listTimeline } from './queries.ts'

export const dealTimelineRoutes: Routes = async (http, infra) =>
  serve(http, infra, dealTimeline, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getTransaction(tx, organization_id, params.id)
        return listTimeline(tx, organization_id, params.id, page)
      }),
  })
