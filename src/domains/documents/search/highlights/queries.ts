import { type RawBuilder, sql } from 'kysely'
import type { Highlight } from '#domains/documents/schema.ts'
import { tsquery } from '#domains/documents/search/queries.ts'
import type { ParsedQuery } from '#domains/documents/search/query.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

const [START, STOP] = ['\ue000', '\ue001']
const OPTIONS = `StartSel=${START}, StopSel=${STOP}, MaxFragments=2, MaxWords=18, MinWords=6, FragmentDelimiter= … `

/** A word that was broken at the end of a line stands on that line. */
const WHOLE_WORDS = sql`regexp_replace(coalesce(p.text, d.description, ''),
  '-[[:blank:]]*' || chr(10) || '[[:blank:]]*([[:lower:]])', '-\\1', 'g')`

type Found = { id: string; page_number: number | null; snippet: string | null }

/**
 * Where the words stand: the first page of each document that has them, else its description. Always as it is written:
 * where only the folded text has the words (612500 for $612,500.00), the first line that has one of them when it is
 * folded, word by word.
 */
export async function listHighlights(
  tx: Tx,
  query: ParsedQuery,
  ids: string[],
): Promise<Map<string, Highlight[]>> {
  const { rows } = await sql<Found>`
    with q as materialized (select ${tsquery(query)} as q, ${anyOf(query)} as one)
    select d.id, p.page_number, case when plain.snippet like ${`%${START}%`} then plain.snippet else (
             select string_agg(case when to_tsvector('public.words', search_text(w.word)) @@ q.one
                                    then ${START} || w.word || ${STOP} else w.word end, ' ' order by w.n)
               from (select line from regexp_split_to_table(${WHOLE_WORDS}, chr(10)) with ordinality l (line, n)
                      where to_tsvector('public.words', search_text(l.line)) @@ q.one order by l.n limit 1) first,
                    regexp_split_to_table(left(first.line, 400), '[[:space:]]+') with ordinality w (word, n)) end as snippet
      from q, documents d
      join document_versions v on v.organization_id = d.organization_id and v.document_id = d.id
                              and v.version_number = d.version_number
      left join lateral (select page_number, left(text, 20000) as text from document_pages p
                          where p.organization_id = d.organization_id and p.version_id = v.id and p.search_vector @@ q.q
                          order by page_number limit 1) p on true
      cross join lateral (select ts_headline('public.words', coalesce(p.text, d.description, ''), q.q, ${OPTIONS}) as snippet) plain
     where d.organization_id = app_organization_id() and d.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(
    rows.flatMap(({ id, page_number, snippet }) =>
      snippet?.includes(START) ? [[id, [{ page_number, parts: partsOf(snippet) }]]] : [],
    ),
  )
}

function partsOf(snippet: string): Highlight['parts'] {
  return snippet
    .split(START)
    .flatMap((piece, i) => {
      if (i === 0) return [{ text: piece, hit: false }]
      const [hit = '', after = ''] = piece.split(STOP)
      return [
        { text: hit, hit: true },
        { text: after, hit: false },
      ]
    })
    .filter(({ text }) => text !== '')
}

/** Each word that was asked for, on its own. */
function anyOf({ groups }: ParsedQuery): RawBuilder<unknown> {
  const asked = groups.flat().filter(({ excluded }) => !excluded)
  const words = asked.flatMap(({ text, kind }) =>
    text.split(/\s+/).map((word) => ({ word, half: kind === 'prefix' })),
  )
  const any = words.flatMap(({ word, half }) => [
    sql`search_word(${word})`,
    ...(half ? [sql`to_tsquery('public.words', quote_literal(search_fold(${word})) || ':*')`] : []),
  ])
  return any.length > 0 ? sql`(${sql.join(any, sql` || `)})` : sql`''::tsquery`
}
