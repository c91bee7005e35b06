import { getTransaction } from '#domains/transactions/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { parties } from './contract.ts'
import { addParty, changeParty, removeParty } from './parties.ts'
import { listParties } from './queries.ts'

export const partyRoutes: Routes = async (http, infra) =>
  serve(http, infra, parties, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getTransaction(tx, organization_id, params.id)
        return listParties(tx, organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act }) => act((tx) => addParty(tx, actor, params.id, body)),
    change: ({ actor, params, body, act }) =>
      act((tx) => changeParty(tx, actor, params.id, params.party_id, body)),
    remove: ({ actor, params, act }) => act((tx) => removeParty(tx, actor, params.id, params.party_id)),
  })
