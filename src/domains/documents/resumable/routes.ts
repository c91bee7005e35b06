import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { Server } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { UploadOptions } from '#domains/documents/schema.ts'
import { parseFields } from '#domains/documents/uploads/receive.ts'
import type { Routes } from '#infra/http.ts'
import type { Infra } from '#infra/infra.ts'
import { isRefused } from '#infra/outcome.ts'
import { serve } from '#infra/serve.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, type ErrorCode, found } from '#lib/errors.ts'
import { checkText, parseStrictJson } from '#lib/json.ts'
import { uploads } from './contract.ts'
import { leaseLocker } from './lease.ts'
import type { UploadSession } from './queries.ts'
import {
  abandonUpload,
  beginUpload,
  finishUpload,
  getUpload,
  partsOf,
  promiseUpload,
  refusalOf,
  refuseUpload,
} from './resumable.ts'

const PATH = '/api/v1/uploads'
const TUS = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' }

/** What the route has found out about a request before the tus server gets it: nothing else is believed. */
type Admitted = { actor: Actor; id: string; refusal?: unknown; failure?: unknown }
/** Asked with all that has come of an upload before more of it is taken. */
type Demand = (received: number) => Promise<void>

/**
 * Large files, which may be broken off and resumed, by the tus protocol 1.0. What has come is kept where every process
 * reaches it until it is complete; then it goes the way of every upload.
 */
export const uploadRoutes: Routes = async (http, infra) => {
  const handOver = openTus(infra)
  http.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null))

  serve(http, infra, uploads, {
    begin: async ({ actor, request, reply, now }) => {
      demandPlainAddress(request, PATH)
      const announced = announcedBy(request.headers)
      const id = await beginUpload(infra, actor, announced, now)
      return handOver(request, reply, { ...announced, id }, 0).catch(async (error) => {
        await abandonUpload(infra, actor, id) // Nobody knows its address.
        throw error
      })
    },
    received: async ({ actor, params, request, reply }) => {
      const { id, file_size, finished_at } = await ownUpload(infra, request, params.id)
      const received = finished_at ? file_size : found(await partsOf(infra).countReceived(id), 'upload')
      const document_id = received === file_size ? await finishUpload(infra, actor, id) : undefined
      return reply
        .headers({ ...TUS, 'upload-offset': received, 'upload-length': file_size })
        .headers(document_id ? { 'upload-document-id': document_id } : {})
        .send()
    },
    resume: async ({ params, request, reply }) => {
      const session = await ownUpload(infra, request, params.id)
      if (session.refusal) throw refusalOf(session.refusal)
      found(session.finished_at ? undefined : session, 'upload')
      const received = found(await partsOf(infra).countReceived(session.id), 'upload')
      return handOver(request, reply, session, received)
    },
    abandon: async ({ actor, params, request, reply }) => {
      const session = await ownUpload(infra, request, params.id)
      found(session.finished_at ? undefined : session, 'upload')
      await abandonUpload(infra, actor, session.id)
      reply.headers(TUS)
    },
  })
}

/** Hands requests to the tus server, each for the upload that its route has checked, and answers as every route does. */
function openTus(infra: Infra) {
  const admitted = new WeakMap<object, Admitted>()
  const of = (request: object): Admitted => found(admitted.get(request), 'upload')
  const { db, config } = infra
  const tus = new Server({
    path: PATH,
    allowedOrigins: [],
    maxSize: config.MAX_UPLOAD_BYTES,
    datastore: partsOf(infra).store,
    namingFunction: (request) => of(request).id,
    getFileIdFromRequest: (request) => of(request).id,
    generateUrl: (request) => `${PATH}/${of(request).id}`,
    locker: (request) => leaseLocker(db, of(request).actor, of(request).id),
    onUploadFinish: async (request) => ({
      headers: { 'Upload-Document-Id': await finishUpload(infra, of(request).actor, of(request).id) },
    }),
    onResponseError: (request, error) => {
      of(request).failure = error
      return undefined
    },
  })
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    session: Pick<UploadSession, 'id' | 'file_size'>,
    received: number,
  ): Promise<FastifyReply> => {
    const { actor, raw } = request
    const entry: Admitted = { actor, id: session.id }
    const promise = promiseUpload(infra, actor, session)
    const demandMore: Demand = (bytes) =>
      promise(bytes).catch((error) => {
        entry.refusal = error
        throw error
      })
    const asked = webRequestOf(raw, received, demandMore)
    admitted.set(asked, entry)
    const response = await tus.handleWeb(asked)
    if (entry.refusal) {
      raw.resume()
      // What has come of it would keep others out, and could not be completed.
      if (isRefused(entry.refusal)) await refuseUpload(infra, actor, session.id, entry.refusal)
      throw entry.refusal
    }
    if (response.status >= 400) throw ofTus(entry.failure, response.status)
    response.headers.delete('content-length')
    return reply.code(response.status).headers(Object.fromEntries(response.headers)).send()
  }
}

/** The server hears from `runtime` when the connection breaks, and keeps what has come until then. */
function webRequestOf(
  raw: IncomingMessage,
  received: number,
  demandMore: Demand,
): Parameters<Server['handleWeb']>[0] {
  const request = new Request(new URL(raw.url ?? '', 'http://localhost'), {
    method: raw.method ?? 'POST',
    headers: Object.entries(raw.headers).map(([name, value]) => [name, String(value)]),
    body: Readable.toWeb(Readable.from(demanding(raw, received, demandMore))) as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  return Object.assign(request, { runtime: { name: 'node', node: { req: raw } } }) as never
}

/** A body of which each piece is handed on once there is room for it. */
async function* demanding(raw: IncomingMessage, before: number, demandMore: Demand): AsyncGenerator<Buffer> {
  let received = before
  // The connection outlives a refusal: it carries the answer.
  for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    received += chunk.byteLength
    await demandMore(received)
    yield chunk
  }
}

const TUS_REFUSALS: Record<number, [ErrorCode, string]> = {
  400: ['invalid', 'This is not a request of the tus protocol 1.0.'],
  403: ['invalid', 'Upload-Offset is missing.'],
  404: ['missing', 'Upload not found. Start it again.'],
  409: ['conflict', 'The upload continues at another place. Ask for its Upload-Offset first.'],
  410: ['gone', 'This upload was given up. Start it again.'],
  412: ['invalid', 'Tus-Resumable is missing or not 1.0.0.'],
  413: ['too_large', 'This is more than the file that was announced, or than one document may be.'],
  415: ['unsupported', 'Send the bytes as application/offset+octet-stream.'],
}

/** The library's refusals are numbers with a text; what else it hands on is ours, or a bug. */
function ofTus(failure: unknown, status: number): unknown {
  const refusal = TUS_REFUSALS[status]
  const own = failure instanceof Error || !refusal
  return own ? (failure ?? new Error(`The tus server answered ${status}.`)) : new AppError(...refusal)
}

/** An upload of the person who asks, under the one address that it has. */
function ownUpload(infra: Infra, request: FastifyRequest, id: string): Promise<UploadSession> {
  demandPlainAddress(request, `${PATH}/${id}`)
  return getUpload(infra, request.actor, id)
}

/** The store is asked for what the route has checked; an address that says more than that is a mistake or a trick. */
function demandPlainAddress({ raw }: FastifyRequest, path: string): void {
  if (raw.url !== path) throw new AppError('missing', 'Upload not found. Use the address that it was given.')
}

function announcedBy(headers: FastifyRequest['headers']) {
  for (const name of ['upload-defer-length', 'upload-concat'])
    if (headers[name] !== undefined)
      throw new AppError(
        'invalid',
        `${name} is not supported. Send one file, with its size as Upload-Length.`,
      )
  const metadata = parseMetadata(String(headers['upload-metadata'] ?? ''))
  const length = String(headers['upload-length'] ?? '')
  if (!/^\d{1,15}$/.test(length))
    throw new AppError('invalid', 'Send the size of the file in bytes as Upload-Length.')
  return {
    filename: metadata.filename || 'document',
    file_size: Number(length),
    options: parseFields(UploadOptions, metadata.options ? parseStrictJson(metadata.options) : {}),
  }
}

function parseMetadata(header: string): Record<string, string> {
  const entries = header.split(',').map((pair) => {
    const [key = '', value = ''] = pair.trim().split(' ')
    const text = Buffer.from(value, 'base64').toString('utf8')
    checkText(text)
    return [key, text] as const
  })
  return Object.fromEntries(entries.filter(([key]) => key === 'filename' || key === 'options'))
}
