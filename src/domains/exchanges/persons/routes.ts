import { readGraph } from '#domains/contacts/relationships/relationships.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { persons } from './contract.ts'
import { taxRelationsOf } from './persons.ts'

export const personRoutes: Routes = async (http, infra) =>
  serve(http, infra, persons, {
    all: async ({ actor, params, act, now }) => {
      const graph = await act((tx) => readGraph(tx, actor, params.id, now))
      return { items: taxRelationsOf(graph, params.id) }
    },
  })
