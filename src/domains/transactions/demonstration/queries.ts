import type { Tx } from '#infra/postgres/transactions.ts'

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
    .execute()
  return new Map(rows.map(({ id, display_name }) => [display_name, id]))
}
