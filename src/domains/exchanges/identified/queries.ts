import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

export type Identified = {
  exchange_property_id: string
  address: string
  /** By a notice. A property that is only listed is held to be identified until that is known. */
  by_notice: boolean
  received_on: string | null
}

/**
 * What the taxpayer identified or received, as the money gate counts it. Every replacement property that is listed and not yet
 * received counts as one to which the taxpayer is entitled, so that money waits; none of them counts as identified by a notice.
 */
export async function identifiedOf(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
): Promise<Identified[]> {
  return tx
    .selectFrom('exchange_properties as x')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 'x.organization_id').onRef('p.id', '=', 'x.property_id'),
    )
    .select(['x.id as exchange_property_id', 'p.address', 'x.transferred_on as received_on'])
    .select(sql<boolean>`false`.as('by_notice'))
    .where('x.organization_id', '=', organization_id)
    .where('x.exchange_id', '=', exchange_id)
    .where('x.side', '=', 'replacement')
    .orderBy('x.id')
    .execute()
}
