import { getTransaction } from '#domains/transactions/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import { found } from '#lib/errors.ts'
import { guestPage, guests } from './contract.ts'
import { showGuestDeal } from './guest-deal.ts'
import { inviteGuest, revokeGuest } from './guests.ts'
import { findGuestLink, listGuests } from './queries.ts'

export const guestRoutes: Routes = async (http, infra) => {
  serve(http, infra, guests, {
    all: ({ actor: { organization_id }, params, page, act }) =>
      act(async (tx) => {
        await getTransaction(tx, organization_id, params.id)
        return listGuests(tx, organization_id, params.id, page)
      }),
    invite: ({ actor, params, body, act, now }) =>
      act((tx) => inviteGuest(tx, actor, params.id, body, infra.config, now)),
    revoke: ({ actor, params, act, now }) =>
      act((tx) => revokeGuest(tx, actor, params.id, params.guest_id, now)),
  })
  serve(http, infra, guestPage, {
    one: async ({ params, origin, now }) => {
      const link = await withIdentity(infra.db, origin, (tx) => findGuestLink(tx, hashToken(params.token)))
      return showGuestDeal(infra, found(link, 'link'), origin, now)
    },
  })
}
