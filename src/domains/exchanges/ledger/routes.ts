import { getExchange } from '#domains/exchanges/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { ledger } from './contract.ts'
import { readFunds, receiveFunds, reverseEntry } from './ledger.ts'
import { listEntries } from './queries.ts'

export const ledgerRoutes: Routes = async (http, infra) =>
  serve(http, infra, ledger, {
    all: ({ actor: { organization_id }, params, query, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return listEntries(tx, organization_id, params.id, query, page)
      }),
    funds: ({ actor, params, query, act, now }) =>
      act((tx) => readFunds(tx, actor.organization_id, params.id, query.as_of, now)),
    receive: ({ actor, params, body, act, now }) =>
      act((tx) => receiveFunds(tx, actor, params.id, body, now)),
    reverse: ({ actor, params, body, act, now }) =>
      act((tx) => reverseEntry(tx, actor, params.id, params.entry_id, body, now)),
  })
