import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import { z } from 'zod'
import { UploadOptions } from '#domains/documents/schema.ts'
import {
  findUploadSession,
  insertUploadSession,
  saveUploadFinished,
} from '#domains/documents/uploads/queries.ts'
import { keepReceived, parseFields, receiveStream } from '#domains/documents/uploads/receive.ts'
import { addDocument, demandRoom } from '#domains/documents/uploads/uploads.ts'
import type { Routes } from '#infra/http.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkText, parseStrictJson } from '#lib/json.ts'

const PATH = '/api/v1/uploads'
const DAYS = 7

/**
 * Large files, which may be broken off and resumed, by the tus protocol 1.0. What has come lies in a folder of this
 * machine until it is whole; then it goes the way of every upload.
 */
export const uploadRoutes: Routes = async (http, infra) => {
  const folder = join(infra.config.DATA_DIR, 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const actors = new Map<string, Actor>()
  const names = new WeakMap<IncomingMessage, string>()
  const tus = new Server({
    path: PATH,
    relativeLocation: true,
    maxSize: infra.config.MAX_UPLOAD_BYTES,
    datastore: new FileStore({ directory: folder, expirationPeriodInMilliseconds: DAYS * 86_400_000 }),
    namingFunction: ({ runtime }) =>
      found(runtime?.node && names.get(runtime.node.req as IncomingMessage), 'upload'),
    onUploadFinish: async (_request, upload) => {
      const document_id = await finish(infra, actors, folder, upload)
      return { headers: { 'Upload-Document-Id': document_id } }
    },
    onResponseError: (_request, error) => (error instanceof AppError ? toTusError(error) : undefined),
  })
  http.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null))

  const upload = { access: 'member', permission: 'documents.upload', rateLimit: false } as const
  const Id = z.object({ id: z.uuid() })
  const tags = ['uploads']

  http.post(
    '/uploads',
    { config: upload, schema: { tags, summary: 'Begin a resumable upload (tus)' } },
    async (request, reply) => {
      const id = await begin(infra, request.actor, request.headers)
      actors.set(id, request.actor)
      names.set(request.raw, id)
      reply.hijack()
      await tus.handle(request.raw, reply.raw)
    },
  )

  for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
    http.route({
      method,
      url: '/uploads/:id',
      config: upload,
      schema: { tags, summary: 'Go on with, or give up, a resumable upload (tus)', params: Id },
      handler: async (request, reply) => {
        const { actor } = request
        const { id } = request.params as { id: string }
        const session = await withActor(infra.db, actor, (tx) =>
          findUploadSession(tx, actor.organization_id, id),
        )
        found(session?.user_id === actor.user_id ? session : undefined, 'upload')
        actors.set(id, actor)
        reply.hijack()
        await tus.handle(request.raw, reply.raw)
        if (method !== 'PATCH') actors.delete(id)
      },
    })
}

/** Notes what is to come. Throws when there is no room for it, before a byte of it has come. */
async function begin(infra: Infra, actor: Actor, headers: Record<string, unknown>): Promise<string> {
  const metadata = parseMetadata(String(headers['upload-metadata'] ?? ''))
  const file_size = Number(headers['upload-length'])
  if (!Number.isSafeInteger(file_size) || file_size < 0)
    throw new AppError('invalid', 'Say the size of the file as Upload-Length.')
  const filename = metadata.filename || 'document'
  const options = parseFields(UploadOptions, metadata.options ? parseStrictJson(metadata.options) : {})
  const id = newId()
  const now = infra.now()
  await withActor(infra.db, actor, async (tx) => {
    await demandRoom(tx, actor.organization_id, file_size)
    const expires_at = new Date(now.getTime() + DAYS * 86_400_000)
    await insertUploadSession(tx, actor.organization_id, {
      id,
      user_id: actor.user_id ?? '',
      filename,
      file_size,
      options,
      expires_at,
    })
  })
  return id
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

async function finish(
  infra: Infra,
  actors: Map<string, Actor>,
  folder: string,
  upload: Upload,
): Promise<string> {
  const actor = found(actors.get(upload.id), 'upload')
  const session = found(
    await withActor(infra.db, actor, (tx) => findUploadSession(tx, actor.organization_id, upload.id)),
    'upload',
  )
  const path = join(folder, upload.id)
  const file = await receiveStream(
    infra.files,
    actor.organization_id,
    session.filename,
    createReadStream(path),
  )
  try {
    const { document } = await keepReceived(infra.files, file, () =>
      withActor(infra.db, actor, async (tx) => {
        const result = await addDocument(tx, actor, file, UploadOptions.parse(session.options))
        await saveUploadFinished(tx, actor.organization_id, upload.id, result.document.id, infra.now())
        return result
      }),
    )
    return document.id
  } finally {
    actors.delete(upload.id)
    await rm(path, { force: true })
    await rm(`${path}.json`, { force: true })
  }
}

function toTusError(error: AppError): { status_code: number; body: string } {
  return {
    status_code: error.status,
    body: JSON.stringify({
      code: error.code,
      detail: error.message,
      status: error.status,
      details: error.details,
    }),
  }
}
