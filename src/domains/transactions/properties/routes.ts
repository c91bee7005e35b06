import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { properties } from './contract.ts'
import { changeProperty, findAlike } from './properties.ts'
import { getProperty, listProperties } from './queries.ts'

export const propertyRoutes: Routes = async (http, infra) =>
  serve(http, infra, properties, {
    all: ({ actor, query, page, read }) =>
      read((tx) => listProperties(tx, actor.organization_id, query, page)),
    alike: async ({ actor, query, read }) => ({
      items: await read((tx) => findAlike(tx, actor.organization_id, query)),
    }),
    one: ({ actor, params, readOne }) => readOne((tx) => getProperty(tx, actor.organization_id, params.id)),
    change: ({ actor, params, version, body, act }) =>
      act((tx) => changeProperty(tx, actor, params.id, version, body)),
  })
