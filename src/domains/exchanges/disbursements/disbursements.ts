import { getEvidence } from '#domains/exchanges/evidence/queries.ts'
import { lockRunning } from '#domains/exchanges/ledger/ledger.ts'
import {
  disbursementAuthorized,
  disbursementChanged,
  disbursementEnded,
  disbursementRequested,
} from '#domains/exchanges/money-events.ts'
import { lockPayee } from '#domains/exchanges/payees/queries.ts'
import type { Payee } from '#domains/exchanges/payees/schema.ts'
import { type STEPS, stepObstacle } from '#domains/exchanges/rules/two-person.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { askGate } from './gate.ts'
import { getDisbursement, insertDisbursement, saveDisbursement } from './queries.ts'
import type { Authorization, DisbursementChange, DisbursementRow, NewDisbursement } from './schema.ts'

const AUDITED = [
  ...(['exchange_account_id', 'payee_id', 'purpose', 'closing_item', 'exchange_property_id'] as const),
  ...(['amount', 'memo'] as const),
]

/** The gate's answer is information here: a payment can be prepared before the day on which it is lawful. */
export async function requestDisbursement(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  said: NewDisbursement,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id, user_id } = actor
  demand(user_id !== null, 'request payments')
  const exchange = await lockRunning(tx, organization_id, exchange_id, now)
  const payee = await lockPayee(tx, organization_id, said.payee_id)
  const gate = await askGate(tx, actor, exchange, payee, said, now)
  const id = newId()
  await insertDisbursement(tx, organization_id, {
    ...{ ...said, id, exchange_id, gate, created_by: user_id },
    payee_version: payee.details_version,
  })
  const { purpose, amount, payee_id } = said
  const fact = { exchange_id, purpose, amount, payee_id, allowed: gate.allowed }
  await publish(tx, organization_id, disbursementRequested, id, fact)
  return getDisbursement(tx, organization_id, id)
}

export type Locked = { exchange: Exchange; payee: Payee; disbursement: DisbursementRow }

/** The payment with what it hangs on, each locked, always in this order. Throws where the step can't be taken. */
export async function lockFor(
  tx: Tx,
  actor: Actor,
  id: string,
  step: keyof typeof STEPS,
  now: Date,
): Promise<Locked> {
  const { organization_id } = actor
  const seen = await getDisbursement(tx, organization_id, id)
  const exchange = await lockRunning(tx, organization_id, seen.exchange_id, now)
  const payee = await lockPayee(tx, organization_id, seen.payee_id)
  const disbursement = await getDisbursement(tx, organization_id, id)
  const obstacle = stepObstacle(step, disbursement.state)
  if (obstacle) throw new AppError('refused', obstacle)
  return { exchange, payee, disbursement }
}

/** Nobody agrees to other terms than they saw. */
export function checkTerms({ terms_hash }: DisbursementRow, seen: string): void {
  if (terms_hash !== seen)
    throw new AppError('conflict', 'The terms of this payment have changed. Load the page again.')
}

/** Other terms void what was authorized and approved; the database sees to it. */
export async function changeDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: DisbursementChange,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id } = actor
  const { exchange, disbursement: before } = await lockFor(tx, actor, id, 'change', now)
  unchanged(before.version === version || undefined, 'payment')
  const payee = await lockPayee(tx, organization_id, change.payee_id ?? before.payee_id)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const terms = { ...before, ...given } as NewDisbursement
  const gate = await askGate(tx, actor, exchange, payee, terms, now)
  await saveDisbursement(tx, organization_id, id, {
    ...{ ...change, gate, payee_version: payee.details_version },
  })
  const after = await getDisbursement(tx, organization_id, id)
  const changes = changesOf(before, after, AUDITED)
  const voided = after.terms_hash !== before.terms_hash && before.state !== 'requested'
  if (Object.keys(changes).length > 0)
    await publish(tx, organization_id, disbursementChanged, id, { changes, voided })
  return after
}

/** What the client signed, bound to these terms. */
export async function authoriseDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  { terms_hash, document_id }: Authorization,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id, user_id: authorized_by } = actor
  const { disbursement } = await lockFor(tx, actor, id, 'authorise', now)
  checkTerms(disbursement, terms_hash)
  const evidence = await getEvidence(tx, organization_id, document_id)
  await saveDisbursement(tx, organization_id, id, {
    ...{ state: 'authorized', authorized_hash: terms_hash, authorized_at: now, authorized_by },
    authorization_document_id: evidence.document_id,
    authorization_document_hash: evidence.document_hash,
  })
  const fact = { ...paymentOf(disbursement), terms_hash, ...evidence }
  await publish(tx, organization_id, disbursementAuthorized, id, fact)
  return getDisbursement(tx, organization_id, id)
}

export function paymentOf({ exchange_id, purpose, amount }: DisbursementRow) {
  return { exchange_id, purpose, amount }
}

export async function endDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  step: 'cancel' | 'refuse',
  end_reason: string,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id, user_id: ended_by } = actor
  const { disbursement } = await lockFor(tx, actor, id, step, now)
  const state = step === 'cancel' ? 'canceled' : 'refused'
  await saveDisbursement(tx, organization_id, id, { state, ended_at: now, ended_by, end_reason })
  const fact = { ...paymentOf(disbursement), from: disbursement.state, to: state, reason: end_reason }
  await publish(tx, organization_id, disbursementEnded, id, fact)
  return found(await getDisbursement(tx, organization_id, id), 'payment')
}
