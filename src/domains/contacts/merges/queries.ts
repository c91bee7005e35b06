import { sql } from 'kysely'
import type { MergedFields } from '#domains/contacts/rules/merging.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { MergeEntry } from './schema.ts'

/** What was moved, as the database tells it, to be given back to it. */
export type Pointers = { table: string; column: string; key: Record<string, string> }[]

export async function movePointers(tx: Tx, loser_id: string, winner_id: string): Promise<Pointers> {
  const { rows } = await sql<{ moved: Pointers }>`
    select move_contact_pointers(${loser_id}, ${winner_id}) as moved`.execute(tx)
  return rows[0]?.moved ?? []
}

export async function restorePointers(
  tx: Tx,
  pointers: Pointers,
  loser_id: string,
  winner_id: string,
): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    select restore_contact_pointers(${JSON.stringify(pointers)}::jsonb, ${loser_id}, ${winner_id}) as moved`.execute(
    tx,
  )
  return rows[0]?.moved ?? 0
}

export type MergeRecord = {
  id: string
  loser_id: string
  winner_id: string
  before: MergedFields
  after: MergedFields
  pointers: Pointers
}

export async function insertMerge(
  tx: Tx,
  organization_id: string,
  { before, after, pointers, ...ids }: MergeRecord & { merged_by: string | null },
): Promise<void> {
  await tx
    .insertInto('contact_merges')
    .values({
      ...{ organization_id, ...ids, before: JSON.stringify(before) },
      ...{ after: JSON.stringify(after), pointers: JSON.stringify(pointers) },
    })
    .execute()
}

/** Locked, so that it is undone once. */
export async function lockMerge(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<MergeRecord & { undone_at: string | null }> {
  const row = await tx
    .selectFrom('contact_merges')
    .select(['id', 'loser_id', 'winner_id', 'before', 'after', 'pointers', 'undone_at'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found(row, 'merge')
}

export async function saveUndone(
  tx: Tx,
  organization_id: string,
  id: string,
  undone: { undone_at: Date; undone_by: string | null },
): Promise<void> {
  await tx
    .updateTable('contact_merges')
    .set(undone)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** A later merge that involves either contact, still in effect. */
export async function findLaterMerge(
  tx: Tx,
  organization_id: string,
  { id, winner_id, loser_id }: Pick<MergeRecord, 'id' | 'winner_id' | 'loser_id'>,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('contact_merges')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '>', id)
    .where('undone_at', 'is', null)
    .where((m) =>
      m.or([m('winner_id', 'in', [winner_id, loser_id]), m('loser_id', 'in', [winner_id, loser_id])]),
    )
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.id
}

export function listMerges(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  page: PageAfter<string>,
): Promise<MergeEntry[]> {
  const query = tx
    .selectFrom('contact_merges as m')
    .innerJoin('contacts as l', (join) =>
      join.onRef('l.organization_id', '=', 'm.organization_id').onRef('l.id', '=', 'm.loser_id'),
    )
    .leftJoin('users as u', 'u.id', 'm.merged_by')
    .select(['m.id', 'm.loser_id', 'l.display_name as loser_name', 'm.winner_id', 'm.merged_by'])
    .select(['u.display_name as merged_by_name', 'm.created_at', 'm.undone_at'])
    .where('m.organization_id', '=', organization_id)
    .where('m.winner_id', '=', contact_id)
  return readPage(query, 'm.id', page)
}
