import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { dates } from './contract.ts'
import { changeDates, readDates } from './dates.ts'
import { listOpenDates } from './queries.ts'

export const dateRoutes: Routes = async (http, infra) =>
  serve(http, infra, dates, {
    open: ({ actor, query, page, read }) =>
      read((tx) => listOpenDates(tx, actor.organization_id, query, page)),
    one: ({ actor, params, act }) => act((tx) => readDates(tx, actor.organization_id, params.id)),
    change: ({ actor, params, version, query, body, act, now }) =>
      act((tx) => changeDates(tx, actor, params.id, version, body, query.preview, now)),
  })
