import { type RawBuilder, sql } from 'kysely'
import { selectDocuments } from '#domains/documents/queries.ts'
import type { Document, DocumentFilter, Facets } from '#domains/documents/schema.ts'
import { statement } from '#infra/postgres/statements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Clause, type ParsedQuery, wordsOneSlipAway } from './query.ts'

/** At most so many of what words find are ranked and counted: of a word that is everywhere, the newest. */
export const CAP = 1_000
/** At most so many documents are counted where no words narrow them: the newest. */
export const MOST_COUNTED = 10_000

/**
 * `created_from` and `created_to` are moments here: the first of a day, and the first after one. `property` has all the
 * addresses that the part stands for.
 */
export type Filter = Omit<DocumentFilter, 'q' | 'cursor' | 'sort' | 'facets' | 'limit' | 'property'> & {
  property?: string[]
}

/** Words and phrases are folded by the database, as the texts were. A question of words that say nothing is a phrase. */
export function tsquery({ groups, whole }: ParsedQuery): RawBuilder<unknown> {
  const any = groups.map((group) => sql`(${sql.join(group.map(clause), sql` && `)})`)
  const asked = any.length > 0 ? sql.join(any, sql` || `) : sql`''::tsquery`
  return sql`(select case when numnode(asked.q) > 0 then asked.q else search_phrase(${whole}) end
                from (select ${asked} as q) asked)`
}

function clause({ text, kind, excluded }: Clause): RawBuilder<unknown> {
  if (kind === 'phrase') return excluded ? sql`!!search_phrase(${text})` : sql`search_phrase(${text})`
  if (excluded) return sql`!!search_word(${text})`
  if (kind === 'word') return sql`search_word(${text})`
  return sql`(search_word(${text}) || to_tsquery('public.words', quote_literal(search_fold(${text})) || ':*'))`
}

/** What the words find and the filters let through, as rows named `d`: at most CAP, the newest or the oldest. */
function matches(
  query: ParsedQuery,
  filter: Filter,
  { sort, after }: Pick<Page, 'sort' | 'after'>,
): RawBuilder<unknown> {
  return sql`find_documents(${tsquery(query)}, ${JSON.stringify(given(filter))}::jsonb, ${sort === 'oldest'}::boolean,
                            ${after}::uuid, ${CAP}) d`
}

function conditions(filter: Partial<Filter>): RawBuilder<unknown>[] {
  const { document_type, status, tag, uploaded_by, visibility, needs_review, created_from, created_to } =
    filter
  const all: RawBuilder<unknown>[] = [
    filter.trashed ? sql`d.deleted_at is not null` : sql`d.deleted_at is null`,
  ]
  if (document_type) all.push(sql`d.document_type = any(${document_type}::text[])`)
  if (status) all.push(sql`d.status = any(${status}::text[])`)
  if (filter.category) all.push(sql`d.category = any(${filter.category}::text[])`)
  if (filter.property) all.push(sql`d.property_address = any(${filter.property}::text[])`)
  if (tag) all.push(sql`d.tags @> ${tag}::text[]`)
  if (uploaded_by) all.push(sql`d.uploaded_by = any(${uploaded_by}::uuid[])`)
  if (visibility) all.push(sql`d.visibility = ${visibility}`)
  if (filter.shared_with_me) all.push(sql`d.id = any((select my_shared_document_ids())::uuid[])`)
  if (needs_review !== undefined) all.push(sql`d.needs_review = ${needs_review}`)
  if (filter.readable !== undefined) all.push(sql`d.readable = ${filter.readable}`)
  if (created_from) all.push(sql`d.created_at >= ${created_from}::timestamptz`)
  if (created_to) all.push(sql`d.created_at < ${created_to}::timestamptz`)
  if (filter.min_size !== undefined) all.push(sql`d.file_size >= ${filter.min_size}`)
  if (filter.max_size !== undefined) all.push(sql`d.file_size <= ${filter.max_size}`)
  return all
}

const ORDER = {
  relevance: sql`d.head_rank desc, d.id desc`,
  newest: sql`d.id desc`,
  oldest: sql`d.id`,
  changed: sql`d.updated_at desc, d.id desc`,
  changed_asc: sql`d.updated_at, d.id`,
  title: sql`lower(coalesce(d.title, '')), d.id`,
  title_desc: sql`lower(coalesce(d.title, '')) desc, d.id desc`,
  // Documents of no property, or of no type, come last either way.
  property: sql`d.property_address is null, d.property_address, d.id desc`,
  property_desc: sql`d.property_address is null, d.property_address desc, d.id desc`,
  type: sql`d.document_type is null, d.document_type, d.id desc`,
  type_desc: sql`d.document_type is null, d.document_type desc, d.id desc`,
  size: sql`d.file_size desc, d.id desc`,
  size_asc: sql`d.file_size, d.id`,
}

/** Where a page begins: after a document, where the order is that of the ids; elsewhere after so many. */
type Page = {
  sort: keyof typeof ORDER
  after: string | null
  offset: number
  limit: number
  count: boolean
  facets: boolean
}

function beyond({ sort, after }: Pick<Page, 'sort' | 'after'>): RawBuilder<unknown> {
  if (!after) return sql`true`
  return sort === 'oldest' ? sql`d.id > ${after}::uuid` : sql`d.id < ${after}::uuid`
}

/**
 * A page without words: whole documents, in one statement. With its limit as a parameter it would be planned anew each
 * time, 0.46 of 0.6 ms.
 */
export function listPage(tx: Tx, organization_id: string, filter: Filter, page: Page): Promise<Document[]> {
  const { sort, limit, after, offset } = page
  const narrowed = given(filter)
  const shape = JSON.stringify([Object.keys(narrowed), sort, limit, !!after, offset > 0])
  return selectPage(tx, { ...narrowed, organization_id, sort, limit, after, offset }, shape)
}

type PageValues = Partial<Filter> &
  Pick<Page, 'sort' | 'limit' | 'after' | 'offset'> & { organization_id: string }

const selectPage = statement((tx, values: PageValues, { sort, limit, offset }: PageValues) =>
  selectDocuments(tx)
    .where('d.organization_id', '=', values.organization_id)
    .where(
      sql<boolean>`${sql.join([...conditions(values), beyond({ sort, after: values.after })], sql` and `)}`,
    )
    .orderBy(ORDER[sort])
    .limit(sql.lit(limit))
    .$if(offset > 0, (query) => query.offset(values.offset)),
)

/** The filters that narrow: no empty lists, and no flags that are off. What may be false and still narrows is kept. */
function given(filter: Filter): Partial<Filter> {
  const narrows = ([name, value]: [string, unknown]) =>
    Array.isArray(value)
      ? value.length > 0 || name === 'property'
      : value !== undefined && (value !== false || name === 'needs_review' || name === 'readable')
  return Object.fromEntries(Object.entries(filter).filter(narrows))
}

export type FoundPage = { ids: string[]; total: number | null; facets: Facets | null }

/** One page of what words find; with how many there are, and what they are where that was asked for, on the first. */
export async function findPage(tx: Tx, query: ParsedQuery, filter: Filter, page: Page): Promise<FoundPage> {
  const rows = await count(
    tx,
    matches(query, filter, page),
    page.facets,
    sql`
    union all (select 'page', id::text, -(row_number() over (order by ${ORDER[page.sort]}))::int, null from d
                order by ${ORDER[page.sort]} limit ${page.limit} offset ${page.offset})`,
  )
  const ids = rows.filter((row) => row.facet === 'page').map((row) => row.value)
  return page.count ? { ids, ...countsOf(rows, page.facets) } : { ids, total: null, facets: null }
}

/** How many documents the filters let through, at most MOST_COUNTED, and what they are. */
export async function countDocuments(
  tx: Tx,
  organization_id: string,
  filter: Filter,
): Promise<{ total: number; facets: Facets | null }> {
  const newest = sql`(select d.id, d.document_type, d.category, d.property_address, d.status, d.tags, d.uploaded_by from documents d
                       where d.organization_id = ${organization_id}::uuid and ${sql.join(conditions(given(filter)), sql` and `)}
                       order by d.id desc limit ${MOST_COUNTED}) d`
  return countsOf(await count(tx, newest, true, sql``), true)
}

type Counted = { facet: keyof Facets | 'page' | 'total'; value: string; label: string | null; count: number }

/** What is there (rows named `d`) is found once, for all that is asked of it. Facets have at most 20 values each. */
async function count(
  tx: Tx,
  found: RawBuilder<unknown>,
  facets: boolean,
  more: RawBuilder<unknown>,
): Promise<Counted[]> {
  const counted = sql`
    union all select c.facet, c.value, c.count::int, u.display_name
      from (select 'document_type' as facet, document_type as value, count(*) from d where document_type is not null group by 2
            union all select 'status', status, count(*) from d group by 2
            union all (select 'category', category, count(*) from d where category is not null group by 2 order by 3 desc limit 40)
            union all (select 'property', property_address, count(*) from d where property_address is not null
                        group by 2 order by 3 desc, 2 limit 20)
            union all (select 'tag', tag, count(*) from d, unnest(tags) tag group by 2 order by 3 desc limit 20)
            union all (select 'uploaded_by', uploaded_by::text, count(*) from d group by 2 order by 3 desc limit 20)) c
      left join users u on u.id = case c.facet when 'uploaded_by' then c.value::uuid end`
  const { rows } = await sql<Counted>`
    with d as materialized (select d.* from ${found})
    select 'total' as facet, '' as value, count(*)::int as count, null as label from d
    ${facets ? counted : sql``} ${more}
     order by 3 desc, 2`.execute(tx)
  return rows
}

function countsOf(rows: Counted[], facets: boolean): { total: number; facets: Facets | null } {
  const of = (facet: Counted['facet']) =>
    rows.filter((row) => row.facet === facet).map(({ value, count, label }) => ({ value, count, label }))
  return {
    total: of('total')[0]?.count ?? 0,
    facets: facets
      ? {
          document_type: of('document_type'),
          category: of('category'),
          property: of('property'),
          status: of('status'),
          tag: of('tag'),
          uploaded_by: of('uploaded_by'),
        }
      : null,
  }
}

/** The organization's words nearest to this one, itself left out: nothing when it is known. */
export async function listNearestTerms(tx: Tx, word: string): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    select term from nearest_terms(${word}, ${wordsOneSlipAway(word)}::text[])`.execute(tx)
  const terms = rows.map((row) => row.term)
  return terms.includes(word) ? [] : terms
}
