import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { changeTerms, readCommission } from './commissions.ts'
import { commissions } from './contract.ts'

export const commissionRoutes: Routes = async (http, infra) =>
  serve(http, infra, commissions, {
    one: ({ actor, params, act }) => act((tx) => readCommission(tx, actor, params.id)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeTerms(tx, actor, params.id, version, body)),
  })
