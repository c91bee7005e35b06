import { z } from 'zod'
import { listAccesses, listReaches } from '#domains/documents/access/queries.ts'
import { changeMany } from '#domains/documents/bulk.ts'
import { changeDocument, retryDocument } from '#domains/documents/documents.ts'
import { ownOnly, type Reach, rightsOf } from '#domains/documents/policy.ts'
import { type DocumentAndReach, getDocumentAndReach } from '#domains/documents/queries.ts'
import {
  AccessEntry,
  BulkChange,
  BulkResult,
  type Document,
  DocumentChange,
  DocumentDetail,
  DocumentFilter,
  DocumentList,
  Usage,
} from '#domains/documents/schema.ts'
import { isPlain, searchDocuments } from '#domains/documents/search/search.ts'
import { purgeDocument, removeFiles, restoreDocument, trashDocument } from '#domains/documents/trash/trash.ts'
import { getUsage } from '#domains/documents/uploads/queries.ts'
import { etag, expectedVersion, type Routes } from '#infra/http.ts'
import { PageQuery, pageOf, readPage } from '#infra/paging.ts'
import { readAs, readOne, type Tx, withActor } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'

const Id = z.object({ id: z.uuid() })
const tags = ['documents']

/** With what the person may do with it, so that the page offers just that. */
export async function detail(tx: Tx, actor: Actor, document: Document, now: Date): Promise<DocumentDetail> {
  const [reach = NO_REACH] = await listReaches(tx, actor.organization_id, [document.id])
  return detailOf(actor, { document, reach }, now)
}

export function detailOf(actor: Actor, { document, reach }: DocumentAndReach, now: Date): DocumentDetail {
  return { ...document, may: rightsOf(actor, document, reach, today(now, actor)) }
}

/** Of what the person no longer sees since their own change. */
const NO_REACH: Reach = { by_right: false, shared: [], until: null }

export const documentRoutes: Routes = async (http, infra) => {
  const { db, config, now } = infra
  const read = { access: 'member', permission: 'documents.read' } as const
  const edit = { access: 'member', permission: 'documents.read' } as const // Who may change which is the policy's word.

  http.get(
    '/documents',
    {
      config: read,
      schema: {
        tags,
        summary: 'Find documents',
        querystring: DocumentFilter,
        response: { 200: DocumentList },
      },
    },
    ({ actor, query }) =>
      // Without words and facets it is one statement.
      (isPlain(query) ? readAs : withActor)(db, actor, (tx) =>
        searchDocuments(tx, config.DEEDLINE_SECRET, actor, query),
      ),
  )

  http.get(
    '/documents/usage',
    { config: read, schema: { tags, summary: 'How much room is used', response: { 200: Usage } } },
    ({ actor }) => readAs(db, actor, (tx) => getUsage(tx, actor.organization_id, now())),
  )

  http.get(
    '/documents/:id',
    {
      config: read,
      schema: { tags, summary: 'One document', params: Id, response: { 200: DocumentDetail } },
    },
    async ({ actor, params }, reply) => {
      const found = await readOne(db, actor, (tx) =>
        getDocumentAndReach(tx, actor.organization_id, params.id),
      )
      reply.header('etag', etag(found.document.version))
      return detailOf(actor, found, now())
    },
  )

  http.patch(
    '/documents/:id',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Change what is said about a document',
        params: Id,
        body: DocumentChange,
        response: { 200: DocumentDetail },
      },
    },
    async (request, reply) => {
      const version = expectedVersion(request)
      const { actor, params, body } = request
      const changed = await withActor(db, actor, (tx) =>
        changeDocument(tx, actor, params.id, version, body, now()),
      )
      reply.header('etag', etag(changed.document.version))
      return detailOf(actor, changed, now())
    },
  )

  http.delete(
    '/documents/:id',
    {
      config: edit,
      schema: { tags, summary: 'Put a document into the trash', params: Id, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await withActor(db, actor, (tx) => trashDocument(tx, actor, params.id, now()))
      return reply.code(204).send(null)
    },
  )

  http.post(
    '/documents/:id/restore',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Take a document out of the trash',
        params: Id,
        response: { 200: DocumentDetail },
      },
    },
    ({ actor, params }) =>
      withActor(db, actor, async (tx) =>
        detail(tx, actor, await restoreDocument(tx, actor, params.id), now()),
      ),
  )

  http.post(
    '/documents/:id/purge',
    {
      config: edit,
      schema: {
        tags,
        summary: 'Destroy a document that is in the trash',
        params: Id,
        response: { 204: z.null() },
      },
    },
    async ({ actor, params }, reply) => {
      const keys = await withActor(db, actor, (tx) =>
        purgeDocument(tx, actor, params.id, today(now(), actor)),
      )
      await removeFiles(infra, keys)
      return reply.code(204).send(null)
    },
  )

  http.post(
    '/documents/:id/retry',
    {
      config: edit,
      schema: { tags, summary: 'Read a document again', params: Id, response: { 202: DocumentDetail } },
    },
    async ({ actor, params }, reply) => {
      reply.code(202)
      return withActor(db, actor, async (tx) =>
        detail(tx, actor, await retryDocument(tx, actor, params.id), now()),
      )
    },
  )

  http.post(
    '/documents/bulk',
    {
      config: edit,
      schema: { tags, summary: 'Change many documents', body: BulkChange, response: { 200: BulkResult } },
    },
    ({ actor, body }) => withActor(db, actor, (tx) => changeMany(tx, actor, body, now())),
  )

  http.get(
    '/documents/:id/accesses',
    {
      config: read,
      schema: {
        tags,
        summary: 'Who saw it',
        params: Id,
        querystring: PageQuery,
        response: { 200: pageOf(AccessEntry) },
      },
    },
    ({ actor, params, query }) =>
      withActor(db, actor, async (tx) => {
        const { reach } = await getDocumentAndReach(tx, actor.organization_id, params.id)
        const of = ownOnly(actor, reach)
        const list = (page: { after: string | undefined; limit: number }) =>
          listAccesses(tx, actor.organization_id, params.id, { ...page, of })
        return readPage(config.DEEDLINE_SECRET, query, z.uuid(), list, ({ id }) => id)
      }),
  )
}
