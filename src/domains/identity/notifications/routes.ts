import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { memberSettings, notifications } from './contract.ts'
import { changeMemberSettings, noticesFor, viewMemberSettings, withSentence } from './notifications.ts'
import { countUnread, listNotifications, saveRead } from './queries.ts'

export const notificationRoutes: Routes = async (http, infra) => {
  serve(http, infra, notifications, {
    all: async ({ actor, actor: { organization_id, user_id }, query, page, read }) => {
      const notices = noticesFor(actor, infra)
      const rows = await read((tx) =>
        listNotifications(tx, organization_id, user_id ?? '', notices, query, page),
      )
      return rows.map(withSentence(infra.notices))
    },
    unread: async ({ actor, actor: { organization_id, user_id }, read }) => ({
      count: await read((tx) => countUnread(tx, organization_id, user_id ?? '', noticesFor(actor, infra))),
    }),
    mark: ({ actor: { organization_id, user_id }, body, now, act }) =>
      act((tx) => saveRead(tx, organization_id, user_id ?? '', body, now)),
  })
  serve(http, infra, memberSettings, {
    one: ({ actor, read }) => read((tx) => viewMemberSettings(tx, actor, infra)),
    change: ({ actor, body, act }) => act((tx) => changeMemberSettings(tx, actor, body, infra)),
  })
}
