import { getContact } from '#domains/contacts/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { interactions } from './contract.ts'
import { logInteraction, removeInteraction } from './interactions.ts'
import { listInteractions } from './queries.ts'

export const interactionRoutes: Routes = async (http, infra) =>
  serve(http, infra, interactions, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getContact(tx, organization_id, params.id)
        return listInteractions(tx, organization_id, params.id, page)
      }),
    create: ({ actor, params, body, act, now }) =>
      act((tx) => logInteraction(tx, actor, params.id, body, now)),
    remove: ({ actor, params, act }) =>
      act((tx) => removeInteraction(tx, actor, params.id, params.interaction_id)),
  })
