import type { FastifyRequest } from 'fastify'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import type { Infra } from '#infra/infra.ts'
import { AppError, found } from '#lib/errors.ts'
import { uploads } from './contract.ts'
import type { UploadSession } from './queries.ts'
import { abandonUpload, beginUpload, finishUpload, getUpload, partsOf, refusalOf } from './resumable.ts'
import { announcedBy, openTus, PATH } from './tus.ts'

const TUS = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' }

/**
 * Large files that can be interrupted and resumed, by the tus protocol 1.0. Received bytes are stored where every
 * process reaches them; a complete file then takes the path of every upload.
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
        await abandonUpload(infra, actor, id) // No client knows its address.
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

/** An upload of the caller, at the one address that it has. */
function ownUpload(infra: Infra, request: FastifyRequest, id: string): Promise<UploadSession> {
  demandPlainAddress(request, `${PATH}/${id}`)
  return getUpload(infra, request.actor, id)
}

/** The store must get exactly what the route has checked; an address with anything more is a mistake or an attack. */
function demandPlainAddress({ raw }: FastifyRequest, path: string): void {
  if (raw.url !== path) throw new AppError('missing', 'Upload not found. Use the address that it was given.')
}
