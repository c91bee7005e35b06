import { ownOnly, whoseOrigins } from '#domains/documents/policy.ts'
import { getDocumentAndReach } from '#domains/documents/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { activity } from './contract.ts'
import { listActivity } from './queries.ts'

export const activityRoutes: Routes = async (http, infra) =>
  serve(http, infra, activity, {
    all: ({ actor, params: { id }, query: { kind }, page, act }) =>
      act(async (tx) => {
        const { document, reach } = await getDocumentAndReach(tx, actor.organization_id, id)
        const narrowed = { kind, of: ownOnly(actor, reach), origins: whoseOrigins(actor, document) }
        return listActivity(tx, actor.organization_id, id, { ...page, ...narrowed })
      }),
  })
