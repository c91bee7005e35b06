import { getContact } from '#domains/contacts/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { timeline } from './contract.ts'
import { listTimeline } from './queries.ts'

export const timelineRoutes: Routes = async (http, infra) => {
  const involved = infra.involvements.filter(({ of }) => of === 'contact')
  serve(http, infra, timeline, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getContact(tx, organization_id, params.id)
        return listTimeline(tx, organization_id, params.id, involved, page)
      }),
  })
}
