import { z } from 'zod'
import { filenameOf, sendContent, sendStream } from '#domains/documents/content/send.ts'
import { openDownload, promiseDownload } from '#domains/documents/downloads/downloads.ts'
import { zipFiles } from '#domains/documents/downloads/zip.ts'
import { ManyIds } from '#domains/documents/schema.ts'
import type { Routes } from '#infra/http.ts'
import { withActor } from '#infra/postgres.ts'
import { today } from '#lib/dates.ts'

const tags = ['documents']

export const downloadRoutes: Routes = async (http, infra) => {
  const { db, files, now } = infra
  const NewDownload = z.object({
    ids: ManyIds,
    version_number: z.number().int().min(1).optional(),
  })
  http.post(
    '/downloads',
    {
      config: { access: 'member', permission: 'documents.read', secretAnswer: true },
      schema: {
        tags,
        summary: 'An address to download from, for a minute; several documents come as a ZIP',
        body: NewDownload,
        response: { 201: z.object({ url: z.string() }) },
      },
    },
    async ({ actor, body }, reply) => {
      const token = await withActor(db, actor, (tx) => promiseDownload(tx, actor, body, now()))
      reply.code(201)
      return { url: `/api/v1/downloads/${token}` }
    },
  )

  http.get(
    '/downloads/:ticket',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Download by such an address',
        params: z.object({ ticket: z.string().max(200) }),
      },
    },
    async (request, reply) => {
      const { actor, versions } = await openDownload(infra, request.params.ticket, request.origin)
      const [only] = versions
      if (only && versions.length === 1) return sendContent(request, reply, files, only, 'attachment')
      const name = filenameOf(`documents-${today(now(), actor)}.zip`)
      reply.type('application/zip').header('content-disposition', `attachment; ${name}`)
      return sendStream(reply, zipFiles(files, versions))
    },
  )
}
