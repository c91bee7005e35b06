import { sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Amount, AmountChange, NewAmount } from './schema.ts'

function selectAmounts(tx: Tx, organization_id: string, transaction_id: string) {
  return tx
    .selectFrom('transaction_amounts as a')
    .leftJoin('contacts as c', (join) =>
      join.onRef('c.organization_id', '=', 'a.organization_id').onRef('c.id', '=', 'a.held_by'),
    )
    .select(['a.id', 'a.kind', 'a.label', 'a.amount', 'a.paid_by', 'a.paid_to', 'a.held_by', 'a.due_on'])
    .select(['a.settled_on', 'a.status', 'a.version', 'c.display_name as held_by_name'])
    .where('a.organization_id', '=', organization_id)
    .where('a.transaction_id', '=', transaction_id)
}

export function listAmounts(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  page: PageAfter<string>,
): Promise<Amount[]> {
  return readPage(selectAmounts(tx, organization_id, transaction_id), 'a.id', page, 'oldest')
}

/** Of a deal there are a few dozen at most. */
export async function listEveryAmount(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<Amount[]> {
  return selectAmounts(tx, organization_id, transaction_id).orderBy('a.id').limit(MOST_AMOUNTS).execute()
}

export const MOST_AMOUNTS = 200

export async function countAmounts(tx: Tx, organization_id: string, transaction_id: string): Promise<number> {
  const { count } = await tx
    .selectFrom('transaction_amounts')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function getAmount(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  id: string,
): Promise<Amount> {
  const row = await selectAmounts(tx, organization_id, transaction_id)
    .where('a.id', '=', id)
    .executeTakeFirst()
  return found(row, 'amount')
}

type NewRow = NewAmount & { id: string; transaction_id: string; created_by: string | null }

export async function insertAmount(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  await tx
    .insertInto('transaction_amounts')
    .values({ organization_id, ...row })
    .execute()
}

/** False when it has changed since `version`. */
export async function saveAmount(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  change: AmountChange,
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const { numUpdatedRows } = await tx
    .updateTable('transaction_amounts')
    .set({ ...given, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteAmount(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('transaction_amounts')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
