import { z } from 'zod'
import { listAddressesWith } from '#domains/documents/properties/queries.ts'
import { listDocumentsById } from '#domains/documents/queries.ts'
import { matchesAddress, surestWord } from '#domains/documents/rules/addresses.ts'
import type { DocumentFilter, DocumentHit, DocumentList } from '#domains/documents/schema.ts'
import { openCursor, sealCursor, sealOfList } from '#infra/http/cursors.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { periodOf } from '#lib/dates.ts'
import { listHighlights } from './highlights/queries.ts'
import {
  CAP,
  countDocuments,
  type Filter,
  findPage,
  listNearestTerms,
  listPage,
  MOST_COUNTED,
} from './queries.ts'
import { type ParsedQuery, parseQuery, replaceWord } from './query.ts'

/** What a cursor holds: the page begins after a document, or after so many of what the words find. */
const Place = z.object({
  offset: z.number().int().min(0),
  after: z.uuid().nullable(),
  query: z.string().nullable(),
})

/** Whether a page is found by one statement: no words, no part of an address, and nothing counted. */
export function isPlain({ q, cursor, facets, property }: DocumentFilter): boolean {
  return !q && !cursor && !facets && !property
}

/**
 * A page of the documents that a person sees, by words and filters. When the words find nothing, one that is misspelt
 * is put right, if that finds something for this person.
 */
export async function searchDocuments(
  tx: Tx,
  secret: string,
  actor: Actor,
  input: DocumentFilter,
): Promise<DocumentList> {
  const { q, cursor, sort, facets, limit, ...rest } = input
  const { property, ...others } = { ...rest, ...momentsOf(rest, actor) }
  const list = sealOfList('/documents', actor.organization_id, q ?? null, sort ?? null, {
    ...others,
    property,
  })
  const filter = { ...others, ...(property && { property: await listProperties(tx, actor, property) }) }
  const place = cursor
    ? openCursor(secret, cursor, Place, list)
    : { offset: 0, after: null, query: q || null }
  const page = {
    sort: orderOf(sort, place.query),
    after: place.after,
    offset: place.offset,
    limit: limit + 1,
    count: !cursor,
    facets: facets && !cursor,
  }
  const next = (query: ParsedQuery | null, ids: string[]) => nextCursor(secret, list, page, query, ids)
  if (!place.query) return listDocuments(tx, next, actor, filter, page)
  const asked = parseQuery(place.query)
  const first = await findPage(tx, asked, filter, page)
  const corrected = first.ids.length === 0 && !cursor ? await correct(tx, asked, filter, page) : null
  const query = corrected?.query ?? asked
  const { ids, total, facets: counted } = corrected?.found ?? first
  return {
    items: await describe(tx, actor, query, ids.slice(0, limit)),
    next_cursor: next(query, ids),
    total,
    total_is_exact: total === null || total < CAP,
    corrected_query: corrected?.query.whole ?? null,
    facets: counted,
  }
}

/** The addresses that a part stands for. */
async function listProperties(tx: Tx, { organization_id }: Actor, part: string): Promise<string[]> {
  const addresses = await listAddressesWith(tx, organization_id, surestWord(part))
  return addresses.filter((address) => matchesAddress(address, part))
}

/** Days are those of the calendar of who asks. */
function momentsOf(
  { created_from, created_to }: Pick<DocumentFilter, 'created_from' | 'created_to'>,
  { timezone }: Actor,
) {
  const { since, until } = periodOf({ from: created_from, to: created_to }, timezone)
  return {
    ...(since && { created_from: since.toString() }),
    ...(until && { created_to: until.toString() }),
  }
}

function orderOf(sort: DocumentFilter['sort'], query: string | null): Page['sort'] {
  if (query) return sort ?? 'relevance'
  return sort === undefined || sort === 'relevance' ? 'newest' : sort
}

async function listDocuments(
  tx: Tx,
  next: (query: null, ids: string[]) => string | null,
  actor: Actor,
  filter: Filter,
  page: Page,
): Promise<DocumentList> {
  const [documents, counted] = await Promise.all([
    listPage(tx, actor.organization_id, filter, page),
    page.facets ? countDocuments(tx, actor.organization_id, filter) : undefined,
  ])
  const ids = documents.map(({ id }) => id)
  return {
    items: documents.slice(0, page.limit - 1).map((document) => ({ ...document, highlights: [] })),
    next_cursor: next(null, ids),
    total: counted?.total ?? null,
    total_is_exact: !counted || counted.total < MOST_COUNTED,
    corrected_query: null,
    facets: counted?.facets ?? null,
  }
}

/** One more was asked for than is shown: when it came, there is a next page. */
function nextCursor(
  secret: string,
  list: string,
  page: Page,
  query: ParsedQuery | null,
  ids: string[],
): string | null {
  if (ids.length < page.limit) return null
  const byId = page.sort === 'newest' || page.sort === 'oldest'
  const place: z.infer<typeof Place> = {
    offset: byId ? 0 : page.offset + page.limit - 1,
    after: byId ? (ids[page.limit - 2] ?? null) : null,
    query: query?.whole ?? null,
  }
  return sealCursor(secret, place, list)
}

type Page = Parameters<typeof findPage>[3]

/** Tries the nearest words of each word that nothing is found by. */
async function correct(tx: Tx, asked: ParsedQuery, filter: Filter, page: Page) {
  for (const word of asked.words.slice(0, 6))
    for (const term of await listNearestTerms(tx, word)) {
      const query = parseQuery(replaceWord(asked.whole, word, term))
      const found = await findPage(tx, query, filter, page)
      if (found.ids.length > 0) return { query, found }
    }
  return null
}

async function describe(tx: Tx, actor: Actor, query: ParsedQuery, ids: string[]): Promise<DocumentHit[]> {
  if (ids.length === 0) return []
  const documents = new Map((await listDocumentsById(tx, actor.organization_id, ids)).map((d) => [d.id, d]))
  const highlights = await listHighlights(tx, query, ids)
  return ids.flatMap((id) => {
    const document = documents.get(id)
    return document ? [{ ...document, highlights: highlights.get(id) ?? [] }] : []
  })
}
