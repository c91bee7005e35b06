import { getContact } from '#domains/contacts/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { relationships } from './contract.ts'
import { listRelationships } from './queries.ts'
import { changeRelationship, readGraph, relateContact, unrelateContact } from './relationships.ts'

export const relationshipRoutes: Routes = async (http, infra) =>
  serve(http, infra, relationships, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getContact(tx, organization_id, params.id)
        return listRelationships(tx, organization_id, params.id, page)
      }),
    graph: ({ actor, params, act, now }) => act((tx) => readGraph(tx, actor, params.id, now)),
    create: ({ actor, params, body, act }) => act((tx) => relateContact(tx, actor, params.id, body)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeRelationship(tx, actor, params.id, params.relationship_id, version, body)),
    remove: ({ actor, params, act }) =>
      act((tx) => unrelateContact(tx, actor, params.id, params.relationship_id)),
  })
