import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { financials } from './contract.ts'
import { changeFinancials, viewFinancials } from './financials.ts'

export const financialRoutes: Routes = async (http, infra) => {
  const secret = infra.config.DEEDLINE_SECRET
  serve(http, infra, financials, {
    one: ({ actor, params, act }) => act((tx) => viewFinancials(tx, actor, params.id, secret)),
    save: ({ actor, params, body, act }) => act((tx) => changeFinancials(tx, actor, params.id, body, secret)),
  })
}
