import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { balances } from './contract.ts'
import { getTrialBalance, listBalances, listInterest } from './queries.ts'

export const balanceRoutes: Routes = async (http, infra) =>
  serve(http, infra, balances, {
    all: ({ actor, query, page, read, now }) =>
      read((tx) => listBalances(tx, actor.organization_id, query, page, now)),
    trial: ({ actor, query, read }) => read((tx) => getTrialBalance(tx, actor.organization_id, query.as_of)),
    interest: ({ actor, query, page, read }) =>
      read((tx) => listInterest(tx, actor.organization_id, query.year, page)),
  })
