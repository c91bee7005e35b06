import type { Tx } from '#infra/postgres/transactions.ts'

/** Contacts by their names. */
export async function listContactIdsByName(
  tx: Tx,
  organization_id: string,
  names: string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('contacts')
    .select(['id', 'display_name'])
    .where('organization_id', '=', organization_id)
    .where('display_name', 'in', names)
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map(({ id, display_name }) => [display_name, id]))
}

/** The names of all exchanges that there are. */
export async function listExchangeNames(tx: Tx, organization_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('exchanges')
    .select('name')
    .where('organization_id', '=', organization_id)
    .execute()
  return rows.map(({ name }) => name)
}

/** The telephone numbers on a contact's file. */
export async function listPayeePhones(
  tx: Tx,
  organization_id: string,
  contact_id: string,
): Promise<string[]> {
  const row = await tx
    .selectFrom('contacts')
    .select('phone_primary')
    .where('organization_id', '=', organization_id)
    .where('id', '=', contact_id)
    .executeTakeFirst()
  return row?.phone_primary ? [row.phone_primary] : []
}
