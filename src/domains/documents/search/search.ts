import { z } from 'zod'
import { listDocumentsById } from '#domains/documents/queries.ts'
import type { DocumentFilter, DocumentHit, DocumentList } from '#domains/documents/schema.ts'
import { openCursor, sealCursor } from '#infra/cursors.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { CAP, findPage, listHighlights, listNearestTerms } from './queries.ts'
import { type ParsedQuery, parseQuery, replaceWord } from './query.ts'

const Place = z.object({ offset: z.number().int().min(0), query: z.string().nullable() })

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
  const { q, cursor, sort, facets, limit, ...filter } = input
  const place = cursor ? openCursor(secret, cursor, Place) : { offset: 0, query: q || null }
  const page = {
    sort: sort ?? (place.query ? 'relevance' : 'newest'),
    offset: place.offset,
    limit: limit + 1,
    count: !!place.query,
    facets,
  }
  const asked = place.query ? parseQuery(place.query) : null
  const first = await findPage(tx, asked, filter, page)
  const corrected =
    asked && first.ids.length === 0 && place.offset === 0 ? await correct(tx, asked, filter, page) : null
  const query = corrected?.query ?? asked
  const { ids, total, facets: counted } = corrected?.found ?? first
  const shown = ids.slice(0, limit)
  return {
    items: await describe(tx, actor, query, shown),
    next_cursor:
      ids.length > limit
        ? sealCursor(secret, { offset: place.offset + limit, query: query?.whole ?? null })
        : null,
    total,
    total_is_exact: total === null || total < CAP || query === null,
    corrected_query: corrected?.query.whole ?? null,
    facets: counted,
  }
}

type Filter = Parameters<typeof findPage>[2]
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

async function describe(
  tx: Tx,
  actor: Actor,
  query: ParsedQuery | null,
  ids: string[],
): Promise<DocumentHit[]> {
  if (ids.length === 0) return []
  const documents = new Map((await listDocumentsById(tx, actor.organization_id, ids)).map((d) => [d.id, d]))
  const highlights = query ? await listHighlights(tx, query, ids) : new Map<string, never[]>()
  return ids.flatMap((id) => {
    const document = documents.get(id)
    return document ? [{ ...document, highlights: highlights.get(id) ?? [] }] : []
  })
}
