import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { DealRequirement, NewRequirement, RequirementState, ReviewFilter, ReviewItem } from './schema.ts'

/** The policies of documents say whether this person sees what was submitted. */
function selectRequirements(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('transaction_requirements as q')
    .leftJoin('documents as d', (join) =>
      join
        .onRef('d.organization_id', '=', 'q.organization_id')
        .onRef('d.id', '=', 'q.document_id')
        .on('d.deleted_at', 'is', null),
    )
    .leftJoin('users as s', 's.id', 'q.submitted_by')
    .leftJoin('users as v', 'v.id', 'q.reviewed_by')
    .select(['q.id', 'q.transaction_id', 'q.rule_id', 'q.name', 'q.requirement', 'q.reason', 'q.citation'])
    .select(['q.missing', 'q.document_type', 'q.document_category', 'q.state', 'q.since', 'q.document_id'])
    .select(['q.submitted_by', 'q.version_number', 'q.message', 'd.version_number as document_version'])
    .select(['s.display_name as submitted_by_name', 'v.display_name as reviewed_by_name'])
    .select(sql<string | null>`coalesce(d.title, d.filename)`.as('document_title'))
    .where('q.organization_id', '=', organization_id)
}

/** Those of rules first, in the order of the rules. */
export async function listRequirements(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<DealRequirement[]> {
  const rows = await selectRequirements(tx, organization_id)
    .where('q.transaction_id', '=', transaction_id)
    .orderBy(sql`q.rule_id is null`)
    .orderBy('q.position')
    .orderBy('q.id')
    .execute()
  return rows as DealRequirement[]
}

export async function getRequirement(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  id: string,
): Promise<DealRequirement> {
  const row = await selectRequirements(tx, organization_id)
    .where('q.transaction_id', '=', transaction_id)
    .where('q.id', '=', id)
    .executeTakeFirst()
  return found(row, 'required document') as DealRequirement
}

export async function listReview(
  tx: Tx,
  organization_id: string,
  { state, agent_id }: ReviewFilter,
  { after, limit }: PageAfter<[since: string, id: string]>,
): Promise<ReviewItem[]> {
  let query = selectRequirements(tx, organization_id)
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'q.organization_id').onRef('t.id', '=', 'q.transaction_id'),
    )
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['p.address', 't.transaction_number', 't.closing_date'])
    .where('q.state', '=', state)
    .where('q.requirement', '<>', 'not_applicable')
    .where('t.archived_at', 'is', null)
  if (agent_id)
    query = query.where(sql<boolean>`${agent_id}::uuid in (t.listing_agent_id, t.selling_agent_id)`)
  if (after)
    query = query.where(sql<boolean>`(q.since, q.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  return (await query.orderBy('q.since').orderBy('q.id').limit(limit).execute()) as ReviewItem[]
}

/** Why the closing waits for an item `q` with its document `d`: nothing approved, or a newer version than what was. */
const WAITS = sql<boolean>`q.requirement = 'required' and (q.state in ('open', 'submitted', 'rejected')
  or (q.state = 'approved' and d.version_number > q.version_number))`

/** The required documents that a closing waits for. */
export function listOutstanding(tx: Tx, organization_id: string, transaction_id: string) {
  return selectRequirements(tx, organization_id)
    .where(WAITS)
    .where('q.transaction_id', '=', transaction_id)
    .orderBy('q.position')
    .orderBy('q.id')
    .execute()
}

type NewRow = NewRequirement & { id: string; transaction_id: string; created_by: string | null }

/** After all others that were added by hand. */
export async function insertRequirement(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  await tx
    .insertInto('transaction_requirements')
    .values({
      ...{ organization_id, ...row },
      position: sql<number>`(select coalesce(max(position) + 1, 0) from transaction_requirements
        where organization_id = ${organization_id} and transaction_id = ${row.transaction_id} and rule_id is null)`,
    })
    .execute()
}

export async function deleteRequirement(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('transaction_requirements')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

type StateColumns = {
  state: RequirementState
  document_id?: string | null
  submitted_by?: string | null
  version_number?: number | null
  reviewed_by?: string | null
  message?: string | null
}

/** With its state, what belongs to it: what is not named is emptied, but for the document and who submitted it. */
export async function saveState(
  tx: Tx,
  organization_id: string,
  id: string,
  { version_number = null, reviewed_by = null, message = null, ...columns }: StateColumns,
): Promise<void> {
  await tx
    .updateTable('transaction_requirements')
    .set({ ...columns, version_number, reviewed_by, message, since: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
