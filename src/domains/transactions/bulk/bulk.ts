import { lockTransactions } from '#domains/transactions/queries.ts'
import {
  archiveTransaction,
  changeTransaction,
  unarchiveTransaction,
} from '#domains/transactions/transactions.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import type { TransactionBulk, TransactionBulkResult } from './schema.ts'

/**
 * One change to many deals. Each is checked by itself: those that the person may not change, or that can't be changed so,
 * are listed with the reason; the rest are changed, all in one commit.
 */
export async function changeManyTransactions(
  tx: Tx,
  actor: Actor,
  bulk: TransactionBulk,
  now: Date,
): Promise<TransactionBulkResult> {
  const ids = [...new Set(bulk.ids)]
  const versions = await lockTransactions(tx, actor.organization_id, ids)
  const done: string[] = []
  const refused: TransactionBulkResult['refused'] = []
  for (const id of ids) {
    const reason = await refusalOf(() => apply(tx, actor, bulk, { id, version: versions.get(id) ?? 0 }, now))
    if (reason) refused.push({ id, reason })
    else done.push(id)
  }
  return { done, refused }
}

type Seen = { id: string; version: number }

async function apply(tx: Tx, actor: Actor, bulk: TransactionBulk, { id, version }: Seen, now: Date) {
  if (bulk.action === 'archive') await archiveTransaction(tx, actor, id, now)
  else if (bulk.action === 'unarchive') await unarchiveTransaction(tx, actor, id)
  else await changeTransaction(tx, actor, id, version, bulk.change)
}

/** Why a deal was not changed. A verb refuses before it writes; what the database refuses is thrown, and undoes all. */
async function refusalOf(change: () => Promise<void>): Promise<string | undefined> {
  try {
    await change()
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
