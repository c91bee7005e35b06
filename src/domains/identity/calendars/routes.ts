import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { calendarFeeds, calendars } from './contract.ts'
import { createFeed, readFeed, revokeFeed } from './feeds.ts'
import { listFeeds } from './queries.ts'

export const calendarRoutes: Routes = async (http, infra) => {
  serve(http, infra, calendarFeeds, {
    all: ({ actor: { organization_id, user_id }, page, read }) =>
      read((tx) => listFeeds(tx, organization_id, user_id ?? '', page)),
    create: ({ actor, act }) => act((tx) => createFeed(tx, actor, null, infra.config)),
    revoke: ({ actor, params, act, now }) => act((tx) => revokeFeed(tx, actor, params.id, now)),
  })
  serve(http, infra, calendars, {
    read: async ({ params, origin, now, reply }) =>
      reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="deedline.ics"')
        .send(await readFeed(infra, params.token, origin, now)),
  })
}
