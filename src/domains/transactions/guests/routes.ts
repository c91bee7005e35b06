import { getTransaction } from '#domains/transactions/queries.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import { guestPage, guests } from './contract.ts'
import { showGuestCalendar, showGuestDeal } from './guest-deal.ts'
import { inviteGuest, revokeGuest } from './guests.ts'
import { findGuestLink, type GuestLink, listGuests } from './queries.ts'

export const guestRoutes: Routes = async (http, infra) => {
  const linkOf = async (token: string, origin: Origin): Promise<GuestLink> =>
    found(await withIdentity(infra.db, origin, (tx) => findGuestLink(tx, hashToken(token))), 'link')
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
    one: async ({ params, origin, now }) =>
      showGuestDeal(infra, await linkOf(params.token, origin), origin, now),
    calendar: async ({ params: { token }, origin, now, reply }) =>
      reply
        .type('text/calendar; charset=utf-8')
        .send(await showGuestCalendar(infra, await linkOf(token, origin), token, origin, now)),
  })
}
