import { computeSheets, hasNetSheet, viewOf } from '#domains/transactions/net-sheet/net-sheet.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { moveTransaction } from '#domains/transactions/stages/stages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { insertClosing } from './queries.ts'
import type { Closing } from './schema.ts'

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
  const ours = net_sheet[viewOf(closed)].result
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
