import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { commentAsGuest } from '#domains/documents/comments/comments.ts'
import { listComments } from '#domains/documents/comments/queries.ts'
import { Comment, NewGuestComment } from '#domains/documents/comments/schema.ts'
import { openSharedFile, showSharedPage, showSharedPages } from '#domains/documents/content/content.ts'
import { sendContent, sendPicture } from '#domains/documents/content/send.ts'
import { ownOnly } from '#domains/documents/policy.ts'
import { getDocumentAndReach } from '#domains/documents/queries.ts'
import { Page } from '#domains/documents/schema.ts'
import { openLink, readTicket, resolveLink, signTicket } from '#domains/documents/shares/links.ts'
import { findLink, type Link, type LinkState, listShares } from '#domains/documents/shares/queries.ts'
import { CreatedShare, NewShare, Share, SharedDocument } from '#domains/documents/shares/schema.ts'
import { linkActor, revokeShare, shareDocument } from '#domains/documents/shares/shares.ts'
import { hashPassword } from '#domains/identity/passwords.ts'
import { hashToken } from '#domains/identity/tokens.ts'
import type { Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { type Tx, withActor, withIdentity } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['shares']

export const shareRoutes: Routes = async (http, { db, config, now }) => {
  const share = { access: 'member', permission: 'documents.share' } as const

  http.get(
    '/documents/:id/shares',
    {
      config: { access: 'member', permission: 'documents.read' },
      schema: {
        tags,
        summary: 'Whom a document is shared with, newest first',
        params: Id,
        querystring: PageQuery,
        response: { 200: pageOf(Share) },
      },
    },
    ({ actor, params, query }) =>
      withActor(db, actor, async (tx) => {
        const { reach } = await getDocumentAndReach(tx, actor.organization_id, params.id)
        const of = ownOnly(actor, reach)
        const list = (page: { after: string | undefined; limit: number }) =>
          listShares(tx, actor.organization_id, params.id, { ...page, of })
        return readPage(config.DEEDLINE_SECRET, query, z.uuid(), list, ({ id }) => id)
      }),
  )

  http.post(
    '/documents/:id/shares',
    {
      config: { ...share, secretAnswer: true },
      schema: {
        tags,
        summary: 'Share by link or with a colleague',
        params: Id,
        body: NewShare,
        response: { 201: CreatedShare },
      },
    },
    async ({ actor, params, body }, reply) => {
      // Before the transaction: hashing takes a while, and would hold a connection.
      const password_hash = body.password && !body.user_id ? await hashPassword(body.password) : null
      reply.code(201)
      return withActor(db, actor, (tx) =>
        shareDocument(tx, actor, params.id, body, password_hash, config, now()),
      )
    },
  )

  http.delete(
    '/documents/:id/shares/:share_id',
    {
      config: share,
      schema: {
        tags,
        summary: 'Revoke a share',
        params: Id.extend({ share_id: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      await withActor(db, actor, (tx) => revokeShare(tx, actor, params.id, params.share_id, now()))
      return reply.code(204).send(null)
    },
  )
}

/** What the holder of a link may call: first the link itself with its password, then by the ticket that it answers. */
export const linkRoutes: Routes = async (http, { db, config, files, now }) => {
  const secret = config.DEEDLINE_SECRET
  const Token = z.object({ token: z.string().min(20).max(200) })
  const guarded = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const
  const open = { access: 'public' } as const

  http.post(
    '/shared/:token',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Open a link',
        params: Token,
        body: z.object({ password: z.string().max(200).optional() }).default({}),
        response: { 200: SharedDocument.extend({ ticket: z.string() }) },
      },
    },
    async ({ origin, params, body }) => {
      const link = found(
        await withIdentity(db, origin, (tx) => findLink(tx, hashToken(params.token))),
        'link',
      )
      const actor = linkActor(link, origin)
      const opened = await openLink(db, actor, link, body.password, now())
      if ('refusal' in opened) throw opened.refusal
      return { ...opened.document, ticket: await signTicket(secret, link, now()) }
    },
  )

  /** Runs as the link of the request's ticket, which must be the link of its address, and must still be open. */
  const asHolder = async <T>(
    request: FastifyRequest<{ Params: { token: string }; Querystring: { ticket?: string | undefined } }>,
    work: (tx: Tx, actor: Actor, link: Link, state: LinkState) => Promise<T>,
  ): Promise<T> => {
    const header = request.headers['x-share-ticket']
    const link = await readTicket(secret, String(header ?? request.query.ticket ?? ''), now())
    const named = await withIdentity(db, request.origin, (tx) =>
      findLink(tx, hashToken(request.params.token)),
    )
    if (named?.share_id !== link.share_id) throw new AppError('unauthenticated', 'Open the link again.')
    const actor = linkActor(link, request.origin)
    return withActor(db, actor, async (tx) => work(tx, actor, link, await resolveLink(tx, link, now())))
  }
  const Ticket = z.object({ ticket: z.string().max(4000).optional() })

  http.get(
    '/shared/:token/pages',
    {
      config: open,
      schema: {
        tags,
        summary: 'The pages behind a link',
        params: Token,
        querystring: Ticket,
        response: { 200: z.object({ items: z.array(Page) }) },
      },
    },
    async (request) => ({
      items: await asHolder(request, showSharedPages),
    }),
  )

  http.get(
    '/shared/:token/pages/:page_number/image',
    {
      config: open,
      schema: {
        tags,
        summary: 'The picture of a page behind a link',
        params: Token.extend({ page_number: z.coerce.number().int().min(1) }),
        querystring: Ticket.extend({ size: z.enum(['full', 'thumbnail']).default('full') }),
      },
    },
    async (request, reply) => {
      const page = await asHolder(request, (tx, actor, link, state) =>
        showSharedPage(tx, actor, link, state, request.params.page_number),
      )
      return sendPicture(
        request,
        reply,
        files,
        request.query.size === 'thumbnail' ? page.thumbnail_path : page.image_path,
      )
    },
  )

  http.get(
    '/shared/:token/content',
    {
      config: open,
      schema: {
        tags,
        summary: 'The file behind a link, where it may be downloaded',
        params: Token,
        querystring: Ticket,
      },
    },
    async (request, reply) => {
      const { allowed, state } = await asHolder(request, async (tx, actor, link, state) => ({
        allowed: await openSharedFile(tx, actor, link, state),
        state,
      }))
      demand(allowed, 'download this document; it is shared for viewing')
      return sendContent(request, reply, files, state, 'attachment')
    },
  )

  http.get(
    '/shared/:token/comments',
    {
      config: open,
      schema: {
        tags,
        summary: 'What guests said, and members to guests, behind a link for comments',
        params: Token,
        querystring: Ticket.extend(PageQuery.shape),
        response: { 200: pageOf(Comment) },
      },
    },
    (request) =>
      asHolder(request, (tx, actor, link, { access_type }) => {
        demand(access_type === 'comment', 'see the comments')
        const list = (page: { after: string | undefined; limit: number }) =>
          listComments(tx, actor.organization_id, link.document_id, { audience: 'guests', ...page })
        return readPage(secret, request.query, z.uuid(), list, ({ id }) => id)
      }),
  )

  http.post(
    '/shared/:token/comments',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Comment behind a link, as a guest',
        params: Token,
        querystring: Ticket,
        body: NewGuestComment,
        response: { 201: Comment },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return asHolder(request, (tx, actor, link, state) =>
        commentAsGuest(tx, actor, link, state, request.body),
      )
    },
  )
}
