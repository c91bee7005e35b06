import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { changeAccount, openAccount } from './accounts.ts'
import { exchangeAccounts } from './contract.ts'
import { getAccount, listAccounts } from './queries.ts'

export const exchangeAccountRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeAccounts, {
    all: ({ actor, query, page, read }) => read((tx) => listAccounts(tx, actor.organization_id, query, page)),
    one: ({ actor, params, read }) => read((tx) => getAccount(tx, actor.organization_id, params.id)),
    create: ({ actor, body, act, now }) =>
      act((tx) => openAccount(tx, actor, body, infra.config.DEEDLINE_SECRET, now)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeAccount(tx, actor, params.id, version, body)),
  })
