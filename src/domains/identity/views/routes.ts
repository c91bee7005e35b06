import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { views } from './contract.ts'
import { listViews } from './queries.ts'
import { changeView, createView, removeView } from './views.ts'

export const viewRoutes: Routes = async (http, infra) =>
  serve(http, infra, views, {
    all: ({ actor, query, page, read }) =>
      read((tx) => listViews(tx, actor.organization_id, query.subject_type, page)),
    create: ({ actor, body, act }) => act((tx) => createView(tx, infra.views, actor, body)),
    change: ({ actor, params, body, version, act }) =>
      act((tx) => changeView(tx, infra.views, actor, params.id, version, body)),
    remove: ({ actor, params, act }) => act((tx) => removeView(tx, actor, params.id)),
  })
