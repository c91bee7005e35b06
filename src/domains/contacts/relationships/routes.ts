import { getContact } from '#domains/contacts/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { today } from '#lib/dates.ts'
import { relationships } from './contract.ts'
import { getGraph, listRelationships } from './queries.ts'
import { changeRelationship, relateContact, unrelateContact } from './relationships.ts'

export const relationshipRoutes: Routes = async (http, infra) =>
  serve(http, infra, relationships, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getContact(tx, organization_id, params.id)
        return listRelationships(tx, organization_id, params.id, page)
      }),
    graph: ({ actor, params, act, now }) =>
      act(async (tx) => {
        await getContact(tx, actor.organization_id, params.id)
        return getGraph(tx, actor.organization_id, params.id, today(now, actor))
      }),
    create: ({ actor, params, body, act }) => act((tx) => relateContact(tx, actor, params.id, body)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeRelationship(tx, actor, params.id, params.relationship_id, version, body)),
    remove: ({ actor, params, act }) =>
      act((tx) => unrelateContact(tx, actor, params.id, params.relationship_id)),
  })
