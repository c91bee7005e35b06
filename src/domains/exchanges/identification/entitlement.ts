import { entitledTo } from '#domains/exchanges/rules/identified.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { identificationFactsOf } from './identification.ts'

export type Identified = {
  exchange_property_id: string
  address: string
  /** A notice that was signed and sent in time identifies it. */
  by_notice: boolean
  received_on: string | null
}

type Dated = Pick<
  Exchange,
  'id' | 'clock_start' | 'identification_deadline' | 'exchange_deadline' | 'time_zone'
>

/** What the taxpayer identified and hasn't revoked, and what they received: exchange funds wait for the rest of it. */
export async function identifiedOf(tx: Tx, organization_id: string, exchange: Dated): Promise<Identified[]> {
  const facts = await identificationFactsOf(tx, organization_id, exchange)
  const { identified } = entitledTo(facts)
  const named = new Set(
    facts.notices.flatMap(({ properties }) => properties.map((one) => one.exchange_property_id)),
  )
  return facts.properties
    .filter(
      ({ id, side, transferred_on }) => side === 'replacement' && (transferred_on || identified.includes(id)),
    )
    .map(({ id, address, transferred_on }) => ({
      ...{ exchange_property_id: id, address, received_on: transferred_on },
      by_notice: identified.includes(id) && named.has(id),
    }))
}
