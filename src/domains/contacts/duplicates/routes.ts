import { getContact } from '#domains/contacts/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { duplicates } from './contract.ts'
import { distinguishContacts, findDuplicates } from './duplicates.ts'

export const duplicateRoutes: Routes = async (http, infra) =>
  serve(http, infra, duplicates, {
    all: async ({ actor: { organization_id }, act }) => ({
      items: await act((tx) => findDuplicates(tx, organization_id, 100)),
    }),
    of: async ({ actor: { organization_id }, params, act }) => ({
      items: await act(async (tx) => {
        await getContact(tx, organization_id, params.id)
        return findDuplicates(tx, organization_id, 20, params.id)
      }),
    }),
    distinguish: ({ actor, params, body, act }) =>
      act((tx) => distinguishContacts(tx, actor, params.id, body.other_contact_id)),
  })
