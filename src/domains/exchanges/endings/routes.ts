import { detailOf } from '#domains/exchanges/exchanges.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeEndings } from './contract.ts'
import { completeExchange, failExchange } from './endings.ts'

export const exchangeEndingRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeEndings, {
    complete: ({ actor, params, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await completeExchange(tx, actor, params.id, now), now)),
    fail: ({ actor, params, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await failExchange(tx, actor, params.id, body.reason, now), now)),
  })
