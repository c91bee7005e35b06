import { recordChange } from '#domains/exchanges/properties/properties.ts'
import {
  findByDeal,
  getExchangeProperty,
  saveExchangeProperty,
} from '#domains/exchanges/properties/queries.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import { transactionAmended, transactionClosed, transactionReopened } from '#domains/transactions/events.ts'
import type { FactType } from '#infra/facts/events.ts'
import { type Within, within } from '#infra/facts/within.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import { getClosing, timeOf } from './queries.ts'

const CLOSINGS: FactType[] = [transactionClosed, transactionAmended, transactionReopened]

/**
 * The closing of a deal starts the clocks of the exchange in which it is a sale, in one commit; a corrected closing moves
 * them, and one that is undone stops them. Whoever closes the deal need not see the exchange.
 */
export const closingWithin: Within[] = CLOSINGS.map((type) =>
  within(type, (tx, { organization_id, subject_id }) => follow(tx, organization_id, subject_id)),
)

async function follow(tx: Tx, organization_id: string, transaction_id: string): Promise<void> {
  await asSystem(tx, async () => {
    const known = await findByDeal(tx, organization_id, transaction_id)
    if (!known) return
    const now = await timeOf(tx)
    const exchange = await lockExchange(tx, organization_id, known.exchange_id, now)
    const before = await getExchangeProperty(tx, organization_id, exchange.id, known.id)
    const { closed_on, price, user_id } = await getClosing(tx, organization_id, transaction_id)
    await saveExchangeProperty(tx, organization_id, known.id, undefined, {
      transferred_on: closed_on,
      ...(price && { price }),
    })
    const after = await getExchangeProperty(tx, organization_id, exchange.id, known.id)
    await recordChange(tx, { organization_id, user_id }, exchange, before, after, now)
  })
}
