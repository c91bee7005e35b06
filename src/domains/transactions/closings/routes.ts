import { detailOf } from '#domains/transactions/transactions.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { closeTransaction } from './closings.ts'
import { closings } from './contract.ts'

export const closingRoutes: Routes = async (http, infra) =>
  serve(http, infra, closings, {
    close: ({ actor, params, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await closeTransaction(tx, actor, params.id, body, now))),
  })
