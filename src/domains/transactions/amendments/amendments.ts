import { addAmount, changeAmount, removeAmount } from '#domains/transactions/amounts/amounts.ts'
import { saveTerms } from '#domains/transactions/commissions/queries.ts'
import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { transactionAmended } from '#domains/transactions/events.ts'
import { getTransaction, lockTransaction, saveTransaction } from '#domains/transactions/queries.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { earliest } from '#lib/dates.ts'
import { draftAmendment } from './draft.ts'
import type { AmendedAmounts, Amendment } from './schema.ts'

/** A closing is corrected, not changed: what was confirmed stays, and each correction keeps what it was before. */
export async function amendClosing(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  { reason, ...asked }: Amendment,
  now: Date,
): Promise<Transaction> {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  const { after, changes, amounts } = await draftAmendment(tx, actor, deal, asked, now)
  const { closed_on, sale_price, commission_rate } = after.deal
  const columns = { closed_on, sale_price, commission_rate }
  unchanged((await saveTransaction(tx, organization_id, id, version, columns)) || undefined, 'deal')
  if (asked.commission) await saveBasis(tx, actor, id, asked.commission)
  if (asked.amounts) await saveAmounts(tx, actor, id, asked.amounts)
  await publish(tx, organization_id, transactionAmended, id, { name: deal.address, reason, changes, amounts })
  const days = [deal.closed_on, closed_on].filter((day) => day !== null)
  await recomputeLater(tx, organization_id, earliest(...(days as [string, ...string[]])))
  return getTransaction(tx, organization_id, id)
}

async function saveBasis(
  tx: Tx,
  { organization_id, user_id: updated_by }: Actor,
  transaction_id: string,
  { version, ...basis }: NonNullable<Amendment['commission']>,
): Promise<void> {
  const saved = await saveTerms(tx, organization_id, version, { ...basis, transaction_id, updated_by })
  unchanged(saved || undefined, 'commission')
}

async function saveAmounts(
  tx: Tx,
  actor: Actor,
  deal_id: string,
  { added, changed, removed }: AmendedAmounts,
): Promise<void> {
  for (const id of removed) await removeAmount(tx, actor, deal_id, id, 'amended')
  for (const { id, version, ...change } of changed)
    await changeAmount(tx, actor, deal_id, id, version, change, 'amended')
  for (const amount of added) await addAmount(tx, actor, deal_id, amount, 'amended')
}
