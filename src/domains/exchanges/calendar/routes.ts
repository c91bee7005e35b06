import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { addDays, earliest } from '#lib/dates.ts'
import { exchangeDays } from './contract.ts'
import { listDays } from './queries.ts'

const MOST_DAYS = 399

export const exchangeDayRoutes: Routes = async (http, infra) =>
  serve(http, infra, exchangeDays, {
    all: async ({ actor, query: { days_from, days_to, ...filter }, read, now }) => {
      const until = earliest(days_to, addDays(days_from, MOST_DAYS))
      const period = { from: days_from, until, now }
      return { items: await read((tx) => listDays(tx, actor.organization_id, filter, period)) }
    },
  })
