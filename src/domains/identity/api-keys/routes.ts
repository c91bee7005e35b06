import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { may } from '#lib/actor.ts'
import { createApiKey, revokeApiKey } from './api-keys.ts'
import { apiKeys } from './contract.ts'
import { listApiKeys } from './queries.ts'

export const apiKeyRoutes: Routes = async (http, infra) =>
  serve(http, infra, apiKeys, {
    all: ({ actor, page, read }) => {
      const whose = may(actor, 'members.manage') ? null : actor.user_id
      return read((tx) => listApiKeys(tx, actor.organization_id, whose, page))
    },
    create: ({ actor, body, act, now }) => act((tx) => createApiKey(tx, actor, body, now)),
    revoke: ({ actor, params, act, now }) => act((tx) => revokeApiKey(tx, actor, params.id, now)),
  })
