import { enqueue } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'

export const RECOMPUTE = 'transactions.recompute_commissions'

/**
 * Queues the commissions of an organization to be computed again, in the transaction that changed something: what is
 * pending, and what closed from the day `since` on. It is a job because the person who closes a deal need not see the
 * other deals and plans that it changes. Jobs of one organization wait for each other and read what is committed by then,
 * so the last of two closings at once computes with both.
 */
export async function recomputeLater(
  tx: Tx,
  organization_id: string,
  since: CivilDate | null,
): Promise<void> {
  // A job that waits already reads what this transaction did, if it computes as much.
  const key = `${RECOMPUTE}:${organization_id}:${since ?? 'pending'}`
  await enqueue(tx, RECOMPUTE, { organization_id, since }, { key })
}
