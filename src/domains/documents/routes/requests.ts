import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findRequestLink, type RequestLink } from '#domains/documents/requests/queries.ts'
import {
  closeRequest,
  extendRequest,
  listRequestsOf,
  remindOfRequest,
  requestDocument,
  withdrawRequest,
} from '#domains/documents/requests/requests.ts'
import {
  AskedDocument,
  DocumentRequest,
  ExtendedRequest,
  NewDocumentRequest,
  SendingDone,
  SentFile,
} from '#domains/documents/requests/schema.ts'
import {
  demandOpen,
  finishSending,
  senderActor,
  sendFile,
  showAsked,
} from '#domains/documents/requests/sending.ts'
import { acceptForms, takeForm } from '#domains/documents/uploads/receive.ts'
import { hashToken } from '#domains/identity/tokens.ts'
import type { Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { readAs, withActor, withIdentity } from '#infra/postgres.ts'
import type { Origin } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['document requests']

export const requestRoutes: Routes = async (http, { db, config, now }) => {
  const upload = { access: 'member', permission: 'documents.upload' } as const
  const secret = config.DEEDLINE_SECRET

  http.get(
    '/document-requests',
    {
      config: upload,
      schema: {
        tags,
        summary: 'My requests; all of them for who leads',
        querystring: PageQuery,
        response: { 200: pageOf(DocumentRequest) },
      },
    },
    ({ actor, query }) => {
      const list = (page: { after: string | undefined; limit: number }) =>
        readAs(db, actor, (tx) => listRequestsOf(tx, actor, page, now()))
      return readPage(secret, query, z.uuid(), list, ({ id }) => id)
    },
  )

  http.post(
    '/document-requests',
    {
      config: upload,
      schema: {
        tags,
        summary: 'Ask somebody for a document by mail',
        body: NewDocumentRequest,
        response: { 201: DocumentRequest },
      },
    },
    async ({ actor, body }, reply) => {
      reply.code(201)
      return withActor(db, actor, (tx) => requestDocument(tx, actor, body, secret, now()))
    },
  )

  http.post(
    '/document-requests/:id/remind',
    {
      config: upload,
      schema: { tags, summary: 'Send the link again', params: Id, response: { 200: DocumentRequest } },
    },
    ({ actor, params }) => withActor(db, actor, (tx) => remindOfRequest(tx, actor, params.id, now())),
  )

  http.post(
    '/document-requests/:id/extend',
    {
      config: upload,
      schema: {
        tags,
        summary: 'Keep it open from today on',
        params: Id,
        body: ExtendedRequest,
        response: { 200: DocumentRequest },
      },
    },
    ({ actor, params, body }) =>
      withActor(db, actor, (tx) => extendRequest(tx, actor, params.id, body.expires_in_days, now())),
  )

  http.post(
    '/document-requests/:id/close',
    {
      config: upload,
      schema: { tags, summary: 'Nothing more is expected', params: Id, response: { 200: DocumentRequest } },
    },
    ({ actor, params }) => withActor(db, actor, (tx) => closeRequest(tx, actor, params.id, now())),
  )

  http.delete(
    '/document-requests/:id',
    {
      config: upload,
      schema: { tags, summary: 'Withdraw a request', params: Id, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await withActor(db, actor, (tx) => withdrawRequest(tx, actor, params.id, now()))
      return reply.code(204).send(null)
    },
  )
}

/** What whoever holds the link of a request may call: he sends, and sees what he has sent. */
export const sendingRoutes: Routes = async (http, infra) => {
  const { db, config, now } = infra
  const Token = z.object({ token: z.string().min(20).max(200) })
  const guarded = { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } as const
  await acceptForms(http as unknown as FastifyInstance, config.MAX_UPLOAD_BYTES)

  const linkOf = async (token: string, origin: Origin): Promise<RequestLink> =>
    found(await withIdentity(db, origin, (tx) => findRequestLink(tx, hashToken(token))), 'link')

  http.get(
    '/requested/:token',
    {
      config: guarded,
      schema: { tags, summary: 'What is asked for', params: Token, response: { 200: AskedDocument } },
    },
    async ({ origin, params }) => {
      const link = await linkOf(params.token, origin)
      return withActor(db, senderActor(link, origin), (tx) => showAsked(tx, link, now()))
    },
  )

  http.post(
    '/requested/:token/files',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Send a file (multipart, field "file")',
        consumes: ['multipart/form-data'],
        params: Token,
        response: { 201: SentFile },
      },
    },
    async (request, reply) => {
      const { origin, params } = request
      const link = await linkOf(params.token, origin)
      const actor = senderActor(link, origin)
      await withActor(db, actor, (tx) => demandOpen(tx, link, now()))
      const { filename, file_size } = await takeForm(infra, request, actor, z.object({}), (tx, file) =>
        sendFile(tx, infra, actor, link, file, now()),
      )
      reply.code(201)
      return { filename, file_size }
    },
  )

  http.post(
    '/requested/:token/done',
    {
      config: guarded,
      schema: {
        tags,
        summary: 'Nothing more to send',
        params: Token,
        body: SendingDone,
        response: { 204: z.null() },
      },
    },
    async ({ origin, params, body }, reply) => {
      const link = await linkOf(params.token, origin)
      await withActor(db, senderActor(link, origin), (tx) => finishSending(tx, link, body.note, now()))
      return reply.code(204).send(null)
    },
  )
}
