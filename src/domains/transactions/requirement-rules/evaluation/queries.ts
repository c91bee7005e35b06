import { sql } from 'kysely'
import type { Evaluation } from '#domains/transactions/requirement-rules/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

const NONE: Evaluation = {
  ...{ state: 'done', total: 0, done: 0, changed: 0, started_at: null, ended_at: null },
}

export async function findEvaluation(tx: Tx, organization_id: string): Promise<Evaluation> {
  const row = await tx
    .selectFrom('requirement_evaluations')
    .select(['state', 'total', 'done', 'changed', 'started_at', 'ended_at'])
    .where('organization_id', '=', organization_id)
    .executeTakeFirst()
  return (row as Evaluation | undefined) ?? NONE
}

/** Begins anew, and answers the revision of the rules that it is for. */
export async function beginEvaluation(tx: Tx, organization_id: string): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    insert into requirement_evaluations as e (organization_id, revision, state, total, done, changed)
    values (${organization_id}, 1, 'running', 0, 0, 0)
    on conflict (organization_id) do update set revision = e.revision + 1, state = 'running', total = 0,
      done = 0, changed = 0, started_at = now(), ended_at = null
    returning revision`.execute(tx)
  return rows[0]?.revision ?? 0
}

/** How many deals there are to do, also those that the person who changed the rules doesn't see. Again after an interruption. */
export async function countDeals(tx: Tx, organization_id: string, revision: number): Promise<void> {
  await tx
    .updateTable('requirement_evaluations')
    .set({
      total: sql`(select count(*) from transactions t
        where t.organization_id = ${organization_id} and t.status in ('active', 'pending') and t.archived_at is null)`,
      ...{ done: 0, changed: 0 },
    })
    .where('organization_id', '=', organization_id)
    .where('revision', '=', revision)
    .execute()
}

/** False when the rules have changed since: another evaluation is on its way. */
export async function addProgress(
  tx: Tx,
  organization_id: string,
  revision: number,
  { done, changed }: { done: number; changed: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('requirement_evaluations')
    .set({ done: sql`done + ${done}`, changed: sql`changed + ${changed}` })
    .where('organization_id', '=', organization_id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function endEvaluation(
  tx: Tx,
  organization_id: string,
  revision: number,
  state: 'done' | 'failed',
): Promise<void> {
  await tx
    .updateTable('requirement_evaluations')
    .set({ state, ended_at: sql`now()`, ...(state === 'done' && { total: sql`done` }) })
    .where('organization_id', '=', organization_id)
    .where('revision', '=', revision)
    .execute()
}

/** Open deals by their id, beginning after one. */
export async function listOpenDeals(
  tx: Tx,
  organization_id: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let query = tx
    .selectFrom('transactions')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where(sql<boolean>`status in ('active', 'pending') and archived_at is null`)
  if (after) query = query.where('id', '>', after)
  return (await query.orderBy('id').limit(limit).execute()).map(({ id }) => id)
}

export async function listOpenDealsOf(
  tx: Tx,
  organization_id: string,
  property_id: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('transactions')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('property_id', '=', property_id)
    .where(sql<boolean>`status in ('active', 'pending') and archived_at is null`)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}
