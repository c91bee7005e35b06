import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeTimeline } from './contract.ts'
import { listTimeline } from './queries.ts'

export const exchangeTimelineRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeTimeline, {
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return listTimeline(tx, organization_id, params.id, page)
      }),
  })
