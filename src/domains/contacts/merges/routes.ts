import { detailOf } from '#domains/contacts/contacts.ts'
import { getContact } from '#domains/contacts/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { merges } from './contract.ts'
import { mergeContacts, undoMerge } from './merges.ts'
import { listMerges } from './queries.ts'

export const mergeRoutes: Routes = async (http, infra) =>
  serve(http, infra, merges, {
    merge: async ({ actor, params, body, act, now }) => {
      const { contact, merge_id } = await act((tx) => mergeContacts(tx, actor, params.id, body, now))
      return { ...detailOf(actor, contact), merge_id }
    },
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getContact(tx, organization_id, params.id)
        return listMerges(tx, organization_id, params.id, page)
      }),
    undo: ({ actor, params, act, now }) => act((tx) => undoMerge(tx, actor, params.id, now)),
  })
