import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeInterest } from './contract.ts'
import { postInterest, readAccrual } from './interest.ts'

export const exchangeInterestRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeInterest, {
    one: ({ actor, params, query, act, now }) =>
      act((tx) => readAccrual(tx, actor.organization_id, params.id, query, now)),
    post: ({ actor, params, body, act, now }) => act((tx) => postInterest(tx, actor, params.id, body, now)),
  })
