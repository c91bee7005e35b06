import { detailOf } from '#domains/transactions/transactions.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { stages } from './contract.ts'
import { cancelTransaction, moveTransaction } from './stages.ts'

export const stageRoutes: Routes = async (http, infra) =>
  serve(http, infra, stages, {
    move: ({ actor, params, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await moveTransaction(tx, actor, params.id, body, now))),
    cancel: ({ actor, params, body, act, now }) =>
      act(async (tx) => detailOf(tx, actor, await cancelTransaction(tx, actor, params.id, body, now))),
  })
