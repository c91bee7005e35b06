import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeFees } from './contract.ts'
import { agreeFee } from './fees.ts'
import { getFees } from './queries.ts'

export const exchangeFeeRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeFees, {
    one: ({ actor: { organization_id }, params, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return getFees(tx, organization_id, params.id)
      }),
    save: ({ actor, params, body, act, now }) => act((tx) => agreeFee(tx, actor, params.id, body, now)),
  })
