import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { Server } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { UploadOptions } from '#domains/documents/schema.ts'
import { parseFields } from '#domains/documents/uploads/receive.ts'
import type { Infra } from '#infra/infra.ts'
import { isRefused } from '#infra/postgres/outcome.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, type ErrorCode, found } from '#lib/errors.ts'
import { checkText, parseStrictJson } from '#lib/json.ts'
import { leaseLocker } from './lease.ts'
import type { UploadSession } from './queries.ts'
import { finishUpload, partsOf, promiseUpload, refuseUpload } from './resumable.ts'

export const PATH = '/api/v1/uploads'

/** What the route has established about a request before the tus server gets it: nothing else is trusted. */
type Admitted = { actor: Actor; id: string; refusal?: unknown; failure?: unknown }
/** Called with the number of bytes received so far before more is accepted. */
type Demand = (received: number) => Promise<void>

/**
 * Hands requests to the tus server, each for the upload that its route has checked, and responds like every other
 * route.
 */
export function openTus(infra: Infra) {
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
      // Its bytes would take room from others, and it could not be completed.
      if (isRefused(entry.refusal)) await refuseUpload(infra, actor, session.id, entry.refusal)
      throw entry.refusal
    }
    if (response.status >= 400) throw ofTus(entry.failure, response.status)
    response.headers.delete('content-length')
    return reply.code(response.status).headers(Object.fromEntries(response.headers)).send()
  }
}

/** The server learns from `runtime` when the connection breaks, and keeps what has arrived until then. */
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

/** A body whose pieces are each passed on once there is room for them. */
async function* demanding(raw: IncomingMessage, before: number, demandMore: Demand): AsyncGenerator<Buffer> {
  let received = before
  // The connection stays open after a refusal, because it carries the response.
  for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    received += chunk.byteLength
    await demandMore(received)
    yield chunk
  }
}

const TUS_REFUSALS: Record<number, [ErrorCode, string]> = {
  400: ['invalid', 'This isn’t a valid tus 1.0 request.'],
  403: ['invalid', 'Upload-Offset is missing.'],
  404: ['missing', 'Upload not found. Start it again.'],
  409: ['conflict', 'Wrong Upload-Offset. Request the current offset first.'],
  410: ['gone', 'This upload was canceled. Start it again.'],
  412: ['invalid', 'Tus-Resumable is missing or not 1.0.0.'],
  413: ['too_large', 'The file is larger than announced, or than a document can be.'],
  415: ['unsupported', 'Send the bytes as application/offset+octet-stream.'],
}

/** The library's refusals are status codes with a text; any other error is ours, or a bug. */
function ofTus(failure: unknown, status: number): unknown {
  const refusal = TUS_REFUSALS[status]
  const own = failure instanceof Error || !refusal
  return own ? (failure ?? new Error(`The tus server answered ${status}.`)) : new AppError(...refusal)
}

/** What a client announces about a file before sending it. */
export function announcedBy(headers: FastifyRequest['headers']) {
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
