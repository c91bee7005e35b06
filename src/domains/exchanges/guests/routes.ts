import { sendContent } from '#domains/documents/content/send.ts'
import { tryIdentification } from '#domains/exchanges/identification/identification.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { declineToSign, type Signer, sign } from '#domains/exchanges/signing/sign.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withActor, withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import { exchangeDoor, exchangeGuests, exchangePage } from './contract.ts'
import { demandSession, guestActor, openDoor, productFor, sendCode, showDoor } from './door.ts'
import { openGuestDocument, showGuestExchange } from './guest-page.ts'
import { inviteGuest, revokeGuest } from './guests.ts'
import { identifyAsGuest } from './identify.ts'
import { findGuestLink, type GuestLink, listGuests } from './queries.ts'

export const exchangeGuestRoutes: Routes = async (http, infra) => {
  const { db, files } = infra
  const linkOf = async (token: string, origin: Origin): Promise<GuestLink> =>
    found(await withIdentity(db, origin, (tx) => findGuestLink(tx, hashToken(token))), 'link')
  serve(http, infra, exchangeGuests, {
    all: ({ actor: { organization_id }, params, page, act, now }) =>
      act(async (tx) => {
        await getExchange(tx, organization_id, params.id, now)
        return listGuests(tx, organization_id, params.id, page)
      }),
    invite: ({ actor, params, body, act, now }) =>
      act((tx) => inviteGuest(tx, actor, params.id, body, infra.config, now)),
    revoke: ({ actor, params, act, now }) =>
      act((tx) => revokeGuest(tx, actor, params.id, params.exchange_guest_id, now)),
  })
  serve(http, infra, exchangeDoor, {
    door: async ({ params, origin }) => showDoor(infra, await linkOf(params.token, origin), origin),
    code: async ({ params, origin, now }) => sendCode(infra, await linkOf(params.token, origin), origin, now),
    session: async ({ params, body, origin, now }) =>
      openDoor(infra, await linkOf(params.token, origin), body.code, origin, now),
  })

  type Call = {
    params: { token: string }
    query: { session?: string | undefined }
    request: { headers: Record<string, string | string[] | undefined> }
    origin: Origin
    now: Date
  }
  const guestOf = async ({ params, query, request, origin, now }: Call) => {
    const session = request.headers['x-guest-session'] ?? query.session
    const link = await linkOf(params.token, origin)
    const given = Array.isArray(session) ? session[0] : session
    return { link, state: await demandSession(infra, link, given, origin, now) }
  }
  const signerOf = async (call: Call): Promise<Signer> => {
    const { link, state } = await guestOf(call)
    const { contact_id, exchange_id } = state
    return { organization_id: link.organization_id, origin: call.origin, contact_id, exchange_id }
  }
  serve(http, infra, exchangePage, {
    one: async (call) => {
      const { link, state } = await guestOf(call)
      return showGuestExchange(db, link, state, call.origin, call.now)
    },
    document: async (call) => {
      const { link } = await guestOf(call)
      const file = await openGuestDocument(db, link, call.params.document_id, call.origin)
      return sendContent(call.request, call.reply, files, file, 'inline')
    },
    check: async (call) => {
      const { link, state } = await guestOf(call)
      return withActor(db, guestActor(link, call.origin), (tx) =>
        tryIdentification(tx, link.organization_id, state.exchange_id, call.body, call.now),
      )
    },
    identify: async (call) => {
      const { link, state } = await guestOf(call)
      return identifyAsGuest(infra, link, state, call.body, call.origin, call.now)
    },
    sign: async (call) => {
      const signer = await signerOf(call)
      return withActor(db, productFor({ ...signer, id: '' }, call.origin), (tx) =>
        sign(tx, signer, call.params.signature_id, call.body, call.now),
      )
    },
    decline: async (call) => {
      const signer = await signerOf(call)
      return withActor(db, productFor({ ...signer, id: '' }, call.origin), (tx) =>
        declineToSign(tx, signer, call.params.signature_id, call.body.reason, call.now),
      )
    },
  })
}
