import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Rule, RuleChange } from './schema.ts'

function selectRules(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('requirement_rules as r')
    .select(['r.id', 'r.name', 'r.document_type', 'r.document_category', 'r.requirement', 'r.when'])
    .select(['r.reason', 'r.citation', 'r.library_key', 'r.active', 'r.position', 'r.version'])
    .where('r.organization_id', '=', organization_id)
    .where('r.removed_at', 'is', null)
}

export async function listRules(
  tx: Tx,
  organization_id: string,
  { after, limit }: PageAfter<[position: number, id: string]>,
): Promise<Rule[]> {
  let query = selectRules(tx, organization_id)
  if (after) query = query.where(sql<boolean>`(r.position, r.id) > (${after[0]}::integer, ${after[1]}::uuid)`)
  return (await query.orderBy('r.position').orderBy('r.id').limit(limit).execute()) as Rule[]
}

export async function listActiveRules(tx: Tx, organization_id: string): Promise<Rule[]> {
  const query = selectRules(tx, organization_id).where('r.active', '=', true)
  return (await query.orderBy('r.position').orderBy('r.id').execute()) as Rule[]
}

export async function getRule(tx: Tx, organization_id: string, id: string): Promise<Rule> {
  const row = await selectRules(tx, organization_id).where('r.id', '=', id).executeTakeFirst()
  return found(row, 'rule') as Rule
}

export async function listLibraryKeys(tx: Tx, organization_id: string): Promise<Set<string>> {
  const rows = await selectRules(tx, organization_id).where('r.library_key', 'is not', null).execute()
  return new Set(rows.flatMap(({ library_key }) => library_key ?? []))
}

/** How many rules there are, and the position of the next one. */
export async function countRules(tx: Tx, organization_id: string): Promise<{ count: number; next: number }> {
  return tx
    .selectFrom('requirement_rules')
    .select([
      sql<number>`count(*) filter (where removed_at is null)::int`.as('count'),
      sql<number>`coalesce(max(position) + 1, 0)::int`.as('next'),
    ])
    .where('organization_id', '=', organization_id)
    .executeTakeFirstOrThrow()
}

type NewRow = Omit<Rule, 'version'> & { created_by: string | null }

export async function insertRules(tx: Tx, organization_id: string, rows: NewRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('requirement_rules')
    .values(rows.map(({ when, ...row }) => ({ organization_id, ...row, when: JSON.stringify(when) })))
    .execute()
}

export async function saveRule(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  { when, ...change }: RuleChange,
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const { numUpdatedRows } = await tx
    .updateTable('requirement_rules')
    .set({ ...given, ...(when && { when: JSON.stringify(when) }), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function markRemoved(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .updateTable('requirement_rules')
    .set({ removed_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

const rulesKey = (organization_id: string) =>
  sql`hashtextextended('requirement_rules:' || ${organization_id}, 0)`

/** While the rules are changed, no deal is evaluated by the rules before: an evaluation that began earlier commits first. */
export async function lockRules(tx: Tx, organization_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${rulesKey(organization_id)})`.execute(tx)
}

export async function shareRules(tx: Tx, organization_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${rulesKey(organization_id)})`.execute(tx)
}
