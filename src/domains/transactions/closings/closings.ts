import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { transactionAmended } from '#domains/transactions/events.ts'
import { computeSheets, hasNetSheet } from '#domains/transactions/net-sheet/net-sheet.ts'
import { mayAmend } from '#domains/transactions/policy.ts'
import { getTransaction, lockTransaction, saveTransaction } from '#domains/transactions/queries.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { demandClosingDay, moveTransaction } from '#domains/transactions/stages/stages.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { earliest, today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { insertClosing } from './queries.ts'
import type { Amendment, Closing } from './schema.ts'

/** A step to the stage "closed" as any other, with the figures that were confirmed with it. */
export async function closeTransaction(
  tx: Tx,
  actor: Actor,
  id: string,
  { result, ...step }: Closing,
  now: Date,
): Promise<Transaction> {
  const { organization_id, user_id: created_by } = actor
  const closed = await moveTransaction(tx, actor, id, { ...step, to: 'closed' }, now)
  const { closed_on, sale_price } = closed
  if (!hasNetSheet(closed) || !sale_price || !closed_on) return closed
  const net_sheet = await computeSheets(tx, organization_id, closed, sale_price)
  const ours = net_sheet[closed.side === 'selling' ? 'buyer' : 'seller'].result
  if (result !== undefined && result !== ours)
    throw new AppError('conflict', 'The net sheet has changed since you looked at it. Check it again.')
  await insertClosing(tx, organization_id, {
    transaction_id: id,
    closed_on,
    sale_price,
    net_sheet,
    created_by,
  })
  return closed
}

/** A closing is corrected, not changed: the figures that were confirmed stay beside the corrected ones. */
export async function amendClosing(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, closed_on, sale_price }: Amendment,
  now: Date,
): Promise<Transaction> {
  const { organization_id } = actor
  const before = await lockTransaction(tx, organization_id, id)
  demand(mayAmend(actor, before), 'amend this closing')
  if (!before.closed_on) throw new AppError('refused', 'Only a closed deal can be amended.')
  demandClosingDay(before, closed_on, today(now, actor))
  await saveTransaction(tx, organization_id, id, undefined, {
    ...(closed_on && { closed_on }),
    ...(sale_price && { sale_price }),
  })
  const after = await getTransaction(tx, organization_id, id)
  const changes = changesOf(before, after, ['closed_on', 'sale_price'])
  if (Object.keys(changes).length === 0)
    throw new AppError('invalid', 'Enter another day or another price.', {
      issues: [{ field: 'sale_price', reason: 'is the same as before' }],
    })
  await publish(tx, organization_id, transactionAmended, id, { name: before.address, reason, changes })
  await recomputeLater(tx, organization_id, earliest(before.closed_on, after.closed_on ?? before.closed_on))
  return after
}
