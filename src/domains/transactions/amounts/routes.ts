import { getTransaction } from '#domains/transactions/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { addAmount, changeAmount, removeAmount } from './amounts.ts'
import { amounts } from './contract.ts'
import { listAmounts } from './queries.ts'

export const amountRoutes: Routes = async (http, infra) =>
  serve(http, infra, amounts, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getTransaction(tx, organization_id, params.id)
        return listAmounts(tx, organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act }) => act((tx) => addAmount(tx, actor, params.id, body)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeAmount(tx, actor, params.id, params.amount_id, version, body)),
    remove: ({ actor, params, act }) => act((tx) => removeAmount(tx, actor, params.id, params.amount_id)),
  })
