import { commentAsGuest } from '#domains/documents/comments/comments.ts'
import { listComments } from '#domains/documents/comments/queries.ts'
import { openSharedFile, showSharedPage, showSharedPages } from '#domains/documents/content/content.ts'
import { sendContent, sendPicture } from '#domains/documents/content/send.ts'
import { ownOnly } from '#domains/documents/policy.ts'
import { getDocumentAndReach } from '#domains/documents/queries.ts'
import { findLink, type Link, type LinkState } from '#domains/documents/shares/links/queries.ts'
import { type Asked, serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { type Tx, withActor, withIdentity } from '#infra/postgres/transactions.ts'
import { hashPassword, hashToken } from '#infra/secrets.ts'
import type { Actor, Origin } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { sharedComments, sharedPage, shares } from './contract.ts'
import { openLink, readTicket, resolveLink, signTicket } from './links.ts'
import { listShares } from './queries.ts'
import { linkActor, revokeShare, shareDocument } from './shares.ts'

export const shareRoutes: Routes = async (http, infra) => {
  const { config } = infra
  serve(http, infra, shares, {
    all: ({ actor, params, page, act }) =>
      act(async (tx) => {
        const { reach } = await getDocumentAndReach(tx, actor.organization_id, params.id)
        return listShares(tx, actor.organization_id, params.id, { ...page, of: ownOnly(actor, reach) })
      }),
    create: async ({ actor, params, body, act, now }) => {
      // Before the transaction: hashing takes a while, and would hold a connection.
      const hash = body.password && !body.user_id ? await hashPassword(body.password) : null
      return act((tx) => shareDocument(tx, actor, params.id, body, hash, config, now))
    },
    revoke: ({ actor, params, act, now }) =>
      act((tx) => revokeShare(tx, actor, params.id, params.share_id, now)),
  })
}

type Holder = Pick<Asked<typeof sharedPage.pages>, 'request' | 'params' | 'query' | 'origin' | 'now'>

/** What the holder of a link may call. */
export const sharedPageRoutes: Routes = async (http, infra) => {
  const { db, files } = infra
  const secret = infra.config.DEEDLINE_SECRET
  const linkOf = (token: string, origin: Origin) =>
    withIdentity(db, origin, (tx) => findLink(tx, hashToken(token)))

  /** Runs as the link of the request's ticket, which must match the address, and must still be open. */
  const asHolder = async <T>(
    { request, params, query, origin, now }: Holder,
    work: (tx: Tx, actor: Actor, link: Link, state: LinkState) => Promise<T>,
  ): Promise<T> => {
    const ticket = request.headers['x-share-ticket'] ?? query.ticket
    const link = await readTicket(secret, String(ticket ?? ''), now)
    const named = await linkOf(params.token, origin)
    if (named?.share_id !== link.share_id) throw new AppError('unauthenticated', 'Open the link again.')
    const actor = linkActor(link, origin)
    return withActor(db, actor, async (tx) => work(tx, actor, link, await resolveLink(tx, link, now)))
  }

  serve(http, infra, sharedPage, {
    open: async ({ origin, params, body, now }) => {
      const link = found(await linkOf(params.token, origin), 'link')
      const opened = await openLink(db, linkActor(link, origin), link, body.password, now)
      if ('refusal' in opened) throw opened.refusal
      return { ...opened.document, ticket: await signTicket(secret, link, now) }
    },
    pages: async (asked) => ({ items: await asHolder(asked, showSharedPages) }),
    picture: async (asked) => {
      const { params, query, request, reply } = asked
      const page = await asHolder(asked, (tx, actor, link, state) =>
        showSharedPage(tx, actor, link, state, params.page_number),
      )
      const key = query.size === 'thumbnail' ? page.thumbnail_path : page.image_path
      return sendPicture(request, reply, files, key)
    },
    content: async (asked) => {
      const { allowed, state } = await asHolder(asked, async (tx, actor, link, state) => ({
        allowed: await openSharedFile(tx, actor, link, state),
        state,
      }))
      demand(allowed, 'download this document; it is shared for viewing')
      return sendContent(asked.request, asked.reply, files, state, 'attachment')
    },
  })
  serve(http, infra, sharedComments, {
    all: (asked) =>
      asHolder(asked, (tx, { organization_id }, { document_id }, { access_type }) => {
        demand(access_type === 'comment', 'see the comments')
        return listComments(tx, organization_id, document_id, { audience: 'guests', ...asked.page })
      }),
    create: (asked) =>
      asHolder(asked, (tx, actor, link, state) => commentAsGuest(tx, actor, link, state, asked.body)),
  })
}
