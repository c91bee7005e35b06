import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Extraction } from './schema.ts'

/**
 * What was read from `version_number`, and what was accepted for an earlier version and not read from it again: that
 * needs a new decision, and has no place in this version. A decision applies to the version that was the newest when it
 * was made.
 */
function extractions(tx: Tx, organization_id: string, document_id: string, version_number: number) {
  const own = sql<boolean>`e.version_number = ${version_number}`
  const decided = sql<boolean>`(e.version_number = ${version_number} or e.decided_version_number = ${version_number})`
  return tx
    .selectFrom('document_extractions as e')
    .select(['e.id', 'e.field', 'e.value', 'e.normalized', 'e.version_number'])
    .select(sql<number | null>`case when ${own} then e.page_number end`.as('page_number'))
    .select(sql<Extraction['box']>`case when ${own} then e.box end`.as('box'))
    .select(sql<Extraction['state']>`case when ${decided} then e.state else 'proposed' end`.as('state'))
    .select(sql<string | null>`case when ${decided} then e.decided_by end`.as('decided_by'))
    .select(sql<string | null>`case when ${decided} then e.decided_at end`.as('decided_at'))
    .select(sql<boolean>`not ${own}`.as('from_earlier_version'))
    .select(sql<boolean>`(e.read_field is not null or e.read_normalized is not null)`.as('corrected'))
    .select(sql<number>`e.confidence::float8`.as('confidence'))
    .where('e.organization_id', '=', organization_id)
    .where('e.document_id', '=', document_id)
    .where('e.version_number', '<=', version_number)
    .where(
      sql<boolean>`(${own} or (
        (e.state = 'accepted' or e.decided_version_number = ${version_number})
        and not exists (
          select from document_extractions n
           where n.organization_id = e.organization_id and n.document_id = e.document_id and n.field = e.field
             and n.normalized is not distinct from e.normalized
             and n.version_number > e.version_number and n.version_number <= ${version_number}
             and (n.version_number = ${version_number} or n.state = 'accepted'))))`,
    )
}

/** In page order; values without a place come first. */
export function listExtractions(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
  { after, limit }: { after?: [page: number | null, id: string] | undefined; limit: number },
): Promise<Extraction[]> {
  const page = sql<number>`(case when e.version_number = ${version_number} then coalesce(e.page_number, 0) else 0 end)`
  let query = extractions(tx, organization_id, document_id, version_number)
  if (after) query = query.where(sql<boolean>`(${page}, e.id) > (${after[0] ?? 0}::int, ${after[1]}::uuid)`)
  return query.orderBy(page).orderBy('e.id').limit(limit).execute()
}

/** A value, and what was read if a person has changed it. */
export type Read = Extraction & { read_field: string | null; read_normalized: string | null }

export function findExtraction(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
  id: string,
): Promise<Read | undefined> {
  return extractions(tx, organization_id, document_id, version_number)
    .select(['e.read_field', 'e.read_normalized'])
    .where('e.id', '=', id)
    .executeTakeFirst()
}

export async function saveDecision(
  tx: Tx,
  organization_id: string,
  id: string,
  decision: {
    state: Extraction['state']
    field: string
    normalized: string | null
    decided_by: string | null
    decided_at: Date | null
    decided_version_number: number
  },
): Promise<void> {
  const read = (now: 'field' | 'normalized', first: 'read_field' | 'read_normalized') =>
    sql<
      string | null
    >`case when coalesce(${sql.ref(first)}, ${sql.ref(now)}) is distinct from ${decision[now]}
                            then coalesce(${sql.ref(first)}, ${sql.ref(now)}) end`
  await tx
    .updateTable('document_extractions')
    .set({
      ...decision,
      read_field: read('field', 'read_field'),
      read_normalized: read('normalized', 'read_normalized'),
    })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** Days and amounts of which a document may well have several; for all others, two readings can't both be right. */
const MANY = [
  'date',
  'amount',
  'signed_date',
  'due_date',
  'recording_date',
  'fee',
  'tax',
  'rent',
  'policy_amount',
  'premium',
  'deductible',
]

export async function acceptSure(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
  { from, decided_by, decided_at }: { from: number; decided_by: string | null; decided_at: Date },
): Promise<Pick<Extraction, 'id' | 'field' | 'value' | 'normalized'>[]> {
  const { rows } = await sql<Pick<Extraction, 'id' | 'field' | 'value' | 'normalized'>>`
    update document_extractions e
       set state = 'accepted', decided_by = ${decided_by}, decided_at = ${decided_at},
           decided_version_number = ${version_number}
     where e.organization_id = ${organization_id} and e.document_id = ${document_id}
       and e.version_number = ${version_number} and e.state = 'proposed' and e.confidence >= ${from}::numeric
       and not exists (
         select from document_extractions o
          where o.organization_id = e.organization_id and o.document_id = e.document_id
            and o.version_number = e.version_number and o.field = e.field and o.normalized <> e.normalized
            and o.state <> 'rejected' and e.normalized ~ '^-?[0-9]+(-[0-9]{2}-[0-9]{2}|[.][0-9]{2})$'
            and e.field <> all (${MANY}))
    returning e.id, e.field, e.value, e.normalized`.execute(tx)
  return rows
}

export async function countProposed(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
  from: number,
): Promise<number> {
  const { count } = await tx
    .selectFrom('document_extractions')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .where('version_number', '=', version_number)
    .where('state', '=', 'proposed')
    .where('confidence', '>=', String(from))
    .executeTakeFirstOrThrow()
  return count
}

/**
 * A decision on an earlier version also applies to the same words beside the same label: only changes need a new
 * decision.
 */
export async function carryDecisions(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
): Promise<void> {
  await sql`
    update document_extractions n
       set state = o.state, field = o.field, normalized = o.normalized, read_field = o.read_field,
           read_normalized = o.read_normalized, decided_by = o.decided_by, decided_at = o.decided_at,
           decided_version_number = ${version_number}
      from (select distinct on (coalesce(read_field, field), value, context) *
              from document_extractions
             where organization_id = ${organization_id} and document_id = ${document_id}
               and version_number < ${version_number} and state <> 'proposed'
             order by coalesce(read_field, field), value, context, version_number desc, decided_at desc) o
     where n.organization_id = ${organization_id} and n.document_id = ${document_id}
       and n.version_number = ${version_number} and n.state = 'proposed'
       and n.field in (o.field, coalesce(o.read_field, o.field)) and n.value = o.value
       and n.context is not distinct from o.context`.execute(tx)
}
