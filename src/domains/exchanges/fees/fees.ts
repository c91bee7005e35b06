import { getEvidence } from '#domains/exchanges/evidence/queries.ts'
import { feeAgreed } from '#domains/exchanges/money-events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { lockExchange } from '#domains/exchanges/queries.ts'
import { centsOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { getFees, replaceFees } from './queries.ts'
import type { FeeAgreement, NewFeeAgreement } from './schema.ts'

/** A later agreement takes the place of an earlier one; it isn't less than what was paid. */
export async function agreeFee(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  said: NewFeeAgreement,
  now: Date,
): Promise<FeeAgreement> {
  const { organization_id, user_id } = actor
  demand(mayEdit(actor, await lockExchange(tx, organization_id, exchange_id, now)), 'change this exchange')
  const evidence = await getEvidence(tx, organization_id, said.document_id)
  const { paid } = await getFees(tx, organization_id, exchange_id)
  if (centsOf(said.amount) < centsOf(paid))
    throw new AppError('refused', `$${paid} of the fee has been paid. Reverse that first.`)
  await replaceFees(tx, organization_id, exchange_id, { ...said, ...evidence }, user_id)
  const { amount, agreed_on } = said
  await publish(tx, organization_id, feeAgreed, exchange_id, { amount, agreed_on, ...evidence })
  return getFees(tx, organization_id, exchange_id)
}
