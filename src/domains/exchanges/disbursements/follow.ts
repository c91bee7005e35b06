import { disbursementChanged, disbursementEnded } from '#domains/exchanges/money-events.ts'
import { publish } from '#infra/facts/events.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { getDisbursement, listOpenTo, saveDisbursement } from './queries.ts'

/** The bank returned the payment: its entry was reversed, and what is still due is requested anew. */
export async function endReturned(
  tx: Tx,
  actor: Actor,
  id: string,
  end_reason: string,
  now: Date,
): Promise<void> {
  const { organization_id, user_id } = actor
  const { state, exchange_id, purpose, amount } = await getDisbursement(tx, organization_id, id)
  const ended = { ended_at: now, ended_by: user_id, end_reason }
  await saveDisbursement(tx, organization_id, id, { state: 'canceled', ...ended })
  const fact = { exchange_id, purpose, amount, from: state, to: 'canceled', reason: end_reason }
  await publish(tx, organization_id, disbursementEnded, id, fact)
}

/**
 * Binds what isn't released yet to the new bank details of a payee, which voids what was authorized and approved; also of
 * exchanges that the person who changed them doesn't see.
 */
export async function rebindDisbursements(
  tx: Tx,
  organization_id: string,
  payee_id: string,
  payee_version: number,
): Promise<void> {
  await asSystem(tx, async () => {
    for (const { id, state } of await listOpenTo(tx, organization_id, payee_id)) {
      await saveDisbursement(tx, organization_id, id, { payee_version })
      await publish(tx, organization_id, disbursementChanged, id, {
        changes: { payee_version: { from: payee_version - 1, to: payee_version } },
        voided: state !== 'requested',
      })
    }
  })
}
