import { z } from 'zod'
import { commentDocument } from '#domains/documents/comments/comments.ts'
import { listComments } from '#domains/documents/comments/queries.ts'
import { Comment, NewComment } from '#domains/documents/comments/schema.ts'
import { showExtractions, showPage, showPages } from '#domains/documents/content/content.ts'
import { sendPicture } from '#domains/documents/content/send.ts'
import { acceptExtractions, decideExtraction } from '#domains/documents/extractions/extractions.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { ACCEPTED_FROM, Extraction, FIELD_KINDS, Page } from '#domains/documents/schema.ts'
import type { Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { withActor } from '#infra/postgres.ts'

const Id = z.object({ id: z.uuid() })
const OfVersion = z.object({ version_number: z.coerce.number().int().min(1).optional() })
const OnPage = Id.extend({ page_number: z.coerce.number().int().min(1) })
const tags = ['documents']

/** What was read from a document: pages, values, and what people say about it. */
export const readingRoutes: Routes = async (http, { db, config, files, now }) => {
  const secret = config.DEEDLINE_SECRET
  const read = { access: 'member', permission: 'documents.read' } as const

  http.get(
    '/documents/:id/pages',
    {
      config: read,
      schema: {
        tags,
        summary: 'The pages and their text',
        params: Id,
        querystring: OfVersion,
        response: { 200: z.object({ items: z.array(Page) }) },
      },
    },
    async ({ actor, params, query }) => ({
      items: await withActor(db, actor, (tx) => showPages(tx, actor, params.id, query.version_number)),
    }),
  )

  http.get(
    '/documents/:id/pages/:page_number',
    {
      config: read,
      schema: {
        tags,
        summary: 'A page with the places of its words',
        params: OnPage,
        querystring: OfVersion,
        response: { 200: Page },
      },
    },
    async ({ actor, params: { id, page_number }, query }) => {
      const page = await withActor(db, actor, (tx) =>
        showPage(tx, actor, id, page_number, query.version_number),
      )
      return { ...page, has_image: page.image_path !== null }
    },
  )

  const PictureQuery = OfVersion.extend({ size: z.enum(['full', 'thumbnail']).default('full') })
  http.get(
    '/documents/:id/pages/:page_number/image',
    {
      config: read,
      schema: { tags, summary: 'The picture of a page', params: OnPage, querystring: PictureQuery },
    },
    async (request, reply) => {
      const { actor, params, query } = request
      const { id, page_number } = params
      const page = await withActor(db, actor, (tx) =>
        showPage(tx, actor, id, page_number, query.version_number),
      )
      return sendPicture(
        request,
        reply,
        files,
        query.size === 'thumbnail' ? page.thumbnail_path : page.image_path,
      )
    },
  )

  http.get(
    '/documents/:id/extractions',
    {
      config: read,
      schema: {
        tags,
        summary: 'What was read from the newest version, with its place, and what earlier ones still ask',
        params: Id,
        querystring: PageQuery,
        response: { 200: pageOf(Extraction) },
      },
    },
    ({ actor, params, query }) =>
      withActor(db, actor, (tx) =>
        readPage(
          secret,
          query,
          z.tuple([z.number(), z.uuid()]),
          (page) => showExtractions(tx, actor, params.id, page),
          ({ page_number, id }): [number, string] => [page_number ?? 0, id],
        ),
      ),
  )

  const AcceptSure = z
    .object({
      from: z.number().min(0.5).max(1).default(ACCEPTED_FROM).meta({
        description: 'The least confidence. With the default at most 1 of 50 accepted values is wrong.',
      }),
    })
    .meta({ example: { from: ACCEPTED_FROM } })
  http.post(
    '/documents/:id/extractions/accept',
    {
      config: read,
      schema: {
        tags,
        summary: 'Accept all values that were read with at least this confidence',
        params: Id,
        body: AcceptSure,
        response: { 200: z.object({ accepted: z.int() }).meta({ example: { accepted: 12 } }) },
      },
    },
    ({ actor, params, body }) =>
      withActor(db, actor, (tx) => acceptExtractions(tx, actor, params.id, body.from, now())),
  )

  const Decision = z
    .object({
      state: z.enum(['proposed', 'accepted', 'rejected']),
      value: z.string().trim().min(1).max(2000).optional(),
      field: z
        .enum(FIELD_KINDS.flat())
        .optional()
        .meta({ description: 'What it is instead; a value keeps its kind.' }),
    })
    .meta({ example: { state: 'accepted' } })
  http.patch(
    '/documents/:id/extractions/:extraction_id',
    {
      config: read,
      schema: {
        tags,
        summary: 'Accept, correct or reject a value, or say which field it is',
        params: Id.extend({ extraction_id: z.uuid() }),
        body: Decision,
        response: { 200: Extraction },
      },
    },
    ({ actor, params, body }) =>
      withActor(db, actor, (tx) => decideExtraction(tx, actor, params.id, params.extraction_id, body, now())),
  )

  http.get(
    '/documents/:id/comments',
    {
      config: read,
      schema: {
        tags,
        summary: 'What was said about it, oldest first',
        params: Id,
        querystring: PageQuery,
        response: { 200: pageOf(Comment) },
      },
    },
    ({ actor, params, query }) =>
      withActor(db, actor, async (tx) => {
        await getDocument(tx, actor.organization_id, params.id)
        const list = (page: { after: string | undefined; limit: number }) =>
          listComments(tx, actor.organization_id, params.id, page)
        return readPage(secret, query, z.uuid(), list, ({ id }) => id)
      }),
  )

  http.post(
    '/documents/:id/comments',
    {
      config: { access: 'member', permission: 'documents.comment' },
      schema: {
        tags,
        summary: 'Say something about it, to members only or also to guests',
        params: Id,
        body: NewComment,
        response: { 201: Comment },
      },
    },
    async ({ actor, params, body }, reply) => {
      reply.code(201)
      return withActor(db, actor, (tx) => commentDocument(tx, actor, params.id, body))
    },
  )
}
