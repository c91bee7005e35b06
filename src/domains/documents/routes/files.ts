import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { logAccess } from '#domains/documents/access/queries.ts'
import { downloader, readDownload, signDownload, zipFiles } from '#domains/documents/downloads.ts'
import { filenameOf, sendContent } from '#domains/documents/files.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { DocumentDetail, UploadOptions } from '#domains/documents/schema.ts'
import { acceptForms, takeForm } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { getVersion, listVersions } from '#domains/documents/versions/queries.ts'
import { Comparison, Version } from '#domains/documents/versions/schema.ts'
import { addVersion, compareVersions, restoreVersion } from '#domains/documents/versions/versions.ts'
import { etag, type Routes } from '#infra/http.ts'
import { withActor } from '#infra/postgres.ts'
import { detail } from './documents.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['documents']

export const fileRoutes: Routes = async (http, infra) => {
  const { db, config, files, now } = infra
  const read = { access: 'member', permission: 'documents.read' } as const
  const upload = { access: 'member', permission: 'documents.upload' } as const
  await acceptForms(http as unknown as FastifyInstance, config.MAX_UPLOAD_BYTES)

  http.post(
    '/documents',
    {
      config: upload,
      schema: {
        tags,
        summary: 'Upload a document (multipart, field "file")',
        consumes: ['multipart/form-data'],
        response: { 201: DocumentDetail },
      },
    },
    async (request, reply) => {
      const { actor } = request
      const { document } = await takeForm(infra, request, actor, UploadOptions, (tx, file, options) =>
        addDocument(tx, infra, actor, file, options),
      )
      reply
        .code(201)
        .header('etag', etag(document.version))
        .header('location', `/api/v1/documents/${document.id}`)
      return detail(actor, document, now())
    },
  )

  const ContentQuery = z.object({
    version_number: z.coerce.number().int().min(1).optional(),
    disposition: z.enum(['inline', 'attachment']).default('attachment'),
  })
  http.get(
    '/documents/:id/content',
    { config: read, schema: { tags, summary: 'The file itself', params: Id, querystring: ContentQuery } },
    async (request, reply) => {
      const { actor, params, query } = request
      const version = await withActor(db, actor, async (tx) => {
        const version = await getVersion(tx, actor.organization_id, params.id, query.version_number)
        const action = query.disposition === 'inline' ? 'view' : 'download'
        await logAccess(tx, actor, { document_id: params.id, version_number: version.version_number, action })
        return version
      })
      return sendContent(request, reply, files, version, query.disposition)
    },
  )

  http.get(
    '/documents/:id/versions',
    {
      config: read,
      schema: {
        tags,
        summary: 'The versions of a document',
        params: Id,
        response: { 200: z.object({ items: z.array(Version) }) },
      },
    },
    async ({ actor, params }) => ({
      items: await withActor(db, actor, async (tx) => {
        await getDocument(tx, actor.organization_id, params.id)
        return listVersions(tx, actor.organization_id, params.id)
      }),
    }),
  )

  http.post(
    '/documents/:id/versions',
    {
      config: upload,
      schema: {
        tags,
        summary: 'Upload a new version (multipart, field "file")',
        consumes: ['multipart/form-data'],
        params: Id,
        response: { 201: DocumentDetail },
      },
    },
    async (request, reply) => {
      const { actor, params } = request
      const Fields = z.object({ changes_summary: z.string().max(2000).optional() })
      const { document } = await takeForm(infra, request, actor, Fields, (tx, file, { changes_summary }) =>
        addVersion(tx, infra, actor, params.id, file, changes_summary ?? null),
      )
      reply.code(201).header('etag', etag(document.version))
      return detail(actor, document, now())
    },
  )

  http.post(
    '/documents/:id/versions/:version_number/restore',
    {
      config: upload,
      schema: {
        tags,
        summary: 'Make an old version the newest again',
        params: Id.extend({ version_number: z.coerce.number().int().min(1) }),
        response: { 201: DocumentDetail },
      },
    },
    async ({ actor, params }, reply) => {
      const document = await withActor(db, actor, (tx) =>
        restoreVersion(tx, actor, params.id, params.version_number),
      )
      reply.code(201).header('etag', etag(document.version))
      return detail(actor, document, now())
    },
  )

  const CompareQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) })
  http.get(
    '/documents/:id/compare',
    {
      config: read,
      schema: {
        tags,
        summary: 'The words that differ between two versions',
        params: Id,
        querystring: CompareQuery,
        response: { 200: Comparison },
      },
    },
    ({ actor, params, query }) =>
      withActor(db, actor, (tx) => compareVersions(tx, actor, params.id, query.from, query.to)),
  )

  const NewDownload = z.object({
    ids: z.array(z.uuid()).min(1).max(500),
    version_number: z.number().int().min(1).optional(),
  })
  http.post(
    '/downloads',
    {
      config: read,
      schema: {
        tags,
        summary: 'An address to download from, for a minute; several documents come as a ZIP',
        body: NewDownload,
        response: { 201: z.object({ url: z.string() }) },
      },
    },
    async ({ actor, body }, reply) => {
      await withActor(db, actor, async (tx) => {
        for (const id of body.ids) await getDocument(tx, actor.organization_id, id)
      })
      const { user_id, organization_id, role } = actor
      const version = body.version_number ? { version_number: body.version_number } : {}
      const ticket = await signDownload(
        config.DEEDLINE_SECRET,
        { user_id: user_id ?? '', organization_id, role, ids: body.ids, ...version },
        now(),
      )
      reply.code(201)
      return { url: `/api/v1/downloads/${ticket}` }
    },
  )

  http.get(
    '/downloads/:ticket',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Download by a signed address',
        params: z.object({ ticket: z.string().max(30_000) }),
      },
    },
    async (request, reply) => {
      const download = await readDownload(config.DEEDLINE_SECRET, request.params.ticket, now())
      const actor = downloader(download, request.origin)
      const versions = await withActor(db, actor, async (tx) => {
        const found = []
        for (const id of download.ids) {
          const version = await getVersion(tx, actor.organization_id, id, download.version_number)
          await logAccess(tx, actor, {
            document_id: id,
            version_number: version.version_number,
            action: 'download',
          })
          found.push(version)
        }
        return found
      })
      const [only] = versions
      if (only && versions.length === 1) return sendContent(request, reply, files, only, 'attachment')
      const name = filenameOf(`documents-${now().toISOString().slice(0, 10)}.zip`)
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; ${name}`)
        .send(zipFiles(files, versions))
    },
  )
}
