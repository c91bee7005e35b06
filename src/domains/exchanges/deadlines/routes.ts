import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { exchangeDeadlines } from './contract.ts'
import { changeFacts, readDeadlines, readVersions } from './deadlines.ts'

export const deadlineRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeDeadlines, {
    one: ({ actor, params, act, now }) =>
      act((tx) => readDeadlines(tx, actor.organization_id, params.id, now)),
    change: ({ actor, params, version, query, body, act, now }) =>
      act((tx) => changeFacts(tx, actor, params.id, version, body, query.preview, now)),
    versions: ({ actor, params, page, act, now }) =>
      act((tx) => readVersions(tx, actor.organization_id, params.id, page, now)),
  })
