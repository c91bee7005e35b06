import type { NewParty, PartyChange } from '#domains/transactions/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Party } from './schema.ts'

/** A party whose contact the reader doesn't see is left out, as the contact is. */
function selectParties(tx: Tx, organization_id: string, transaction_id: string) {
  return tx
    .selectFrom('transaction_parties as a')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.organization_id', '=', 'a.organization_id').onRef('c.id', '=', 'a.contact_id'),
    )
    .select(['a.id', 'a.contact_id', 'c.display_name', 'c.kind', 'c.company', 'c.email', 'c.phone_primary'])
    .select(['a.role', 'a.side', 'a.signing_order'])
    .where('a.organization_id', '=', organization_id)
    .where('a.transaction_id', '=', transaction_id)
}

export function listParties(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  page: PageAfter<string>,
): Promise<Party[]> {
  return readPage(selectParties(tx, organization_id, transaction_id), 'a.id', page, 'oldest') as Promise<
    Party[]
  >
}

export async function getParty(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  id: string,
): Promise<Party> {
  const row = await selectParties(tx, organization_id, transaction_id)
    .where('a.id', '=', id)
    .executeTakeFirst()
  return found(row, 'party') as Party
}

export async function insertParty(
  tx: Tx,
  organization_id: string,
  party: NewParty & { id: string; transaction_id: string; created_by: string | null },
): Promise<void> {
  const { side = null, signing_order = null, ...rest } = party
  await tx
    .insertInto('transaction_parties')
    .values({ organization_id, ...rest, side, signing_order })
    .execute()
}

export async function saveParty(
  tx: Tx,
  organization_id: string,
  id: string,
  change: { [Name in keyof PartyChange]: Exclude<PartyChange[Name], undefined> },
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx
    .updateTable('transaction_parties')
    .set(change)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

export async function deleteParty(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('transaction_parties')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
