import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { openFile } from '#domains/documents/content/content.ts'
import { sendContent } from '#domains/documents/content/send.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { DocumentDetail, UploadOptions } from '#domains/documents/schema.ts'
import { acceptForms, takeForm } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { listVersions } from '#domains/documents/versions/queries.ts'
import { Comparison, Version } from '#domains/documents/versions/schema.ts'
import { addVersion, compareVersions, restoreVersion } from '#domains/documents/versions/versions.ts'
import { etag, type Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { withActor } from '#infra/postgres.ts'
import { detail, detailOf } from './documents.ts'

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
      const { shown } = await takeForm(infra, request, actor, UploadOptions, async (tx, file, options) => {
        const added = await addDocument(tx, infra, actor, file, options)
        return { shown: detailOf(actor, added, now()), placed: added.placed }
      })
      reply.code(201).header('etag', etag(shown.version)).header('location', `/api/v1/documents/${shown.id}`)
      return shown
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
      const purpose = query.disposition === 'inline' ? 'view' : 'download'
      const version = await withActor(db, actor, (tx) =>
        openFile(tx, actor, params.id, query.version_number, purpose),
      )
      return sendContent(request, reply, files, version, query.disposition)
    },
  )

  http.get(
    '/documents/:id/versions',
    {
      config: read,
      schema: {
        tags,
        summary: 'The versions of a document, newest first',
        params: Id,
        querystring: PageQuery,
        response: { 200: pageOf(Version) },
      },
    },
    ({ actor, params, query }) =>
      withActor(db, actor, async (tx) => {
        await getDocument(tx, actor.organization_id, params.id)
        const list = (page: { after: number | undefined; limit: number }) =>
          listVersions(tx, actor.organization_id, params.id, page)
        return readPage(config.DEEDLINE_SECRET, query, z.number(), list, (version) => version.version_number)
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
      const { shown } = await takeForm(
        infra,
        request,
        actor,
        Fields,
        async (tx, file, { changes_summary }) => {
          const { document, placed } = await addVersion(
            tx,
            infra,
            actor,
            params.id,
            file,
            changes_summary ?? null,
          )
          return { shown: await detail(tx, actor, document, now()), placed }
        },
      )
      reply.code(201).header('etag', etag(shown.version))
      return shown
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
      const shown = await withActor(db, actor, async (tx) =>
        detail(tx, actor, await restoreVersion(tx, actor, params.id, params.version_number), now()),
      )
      reply.code(201).header('etag', etag(shown.version))
      return shown
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
}
