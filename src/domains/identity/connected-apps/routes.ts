import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { may } from '#lib/actor.ts'
import { openRequest } from './clients.ts'
import { connectApp, revokeApp } from './connected-apps.ts'
import { connectedApps } from './contract.ts'
import { listConnectedApps } from './queries.ts'

export const connectedAppRoutes: Routes = async (http, infra) =>
  serve(http, infra, connectedApps, {
    all: ({ actor, page, read }) => {
      const whose = may(actor, 'members.manage') ? null : actor.user_id
      return read((tx) => listConnectedApps(tx, actor.organization_id, whose, page))
    },
    preview: ({ query }) => openRequest(infra.config, query),
    connect: ({ actor, body, act, now }) => act((tx) => connectApp(tx, actor, infra.config, body, now)),
    revoke: ({ actor, params, act, now }) => act((tx) => revokeApp(tx, actor, params.id, now)),
  })
