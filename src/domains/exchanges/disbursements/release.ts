import { postEntry } from '#domains/exchanges/ledger/post.ts'
import {
  disbursementApproved,
  disbursementReleased,
  disbursementSent,
} from '#domains/exchanges/money-events.ts'
import { PAYS } from '#domains/exchanges/rules/ledger.ts'
import type { GateAnswer } from '#domains/exchanges/rules/money-gate.ts'
import { approvalObstacle, isApproved } from '#domains/exchanges/rules/two-person.ts'
import { centsOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkTerms, type Locked, lockFor, paymentOf } from './disbursements.ts'
import { askGate } from './gate.ts'
import { getDisbursement, insertApproval, listApprovals, saveDisbursement } from './queries.ts'
import type { DisbursementRow } from './schema.ts'

/** By a member who neither requested the payment nor entered or verified its bank details. The second one approves it. */
export async function approveDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  seen: string,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id, user_id: approved_by } = actor
  demand(approved_by !== null, 'approve payments')
  const locked = await lockFor(tx, actor, id, 'approve', now)
  const { disbursement } = locked
  const { terms_hash } = disbursement
  checkTerms(disbursement, seen)
  const approvers = await approversOf(tx, organization_id, disbursement)
  const obstacle = approvalObstacle(makersOf(locked), approvers, approved_by)
  if (obstacle) throw new AppError('forbidden', obstacle)
  const gate = demandAllowed(await ask(tx, actor, locked, now))
  await insertApproval(tx, organization_id, {
    ...{ id: newId(), disbursement_id: id, terms_hash, approved_by, gate },
  })
  const all = [...approvers, approved_by]
  const state = isApproved(makersOf(locked), all) ? 'approved' : disbursement.state
  await saveDisbursement(tx, organization_id, id, { state, gate })
  const fact = { ...paymentOf(disbursement), terms_hash, approvals: all.length }
  await publish(tx, organization_id, disbursementApproved, id, fact)
  return getDisbursement(tx, organization_id, id)
}

export function makersOf({ disbursement, payee }: Pick<Locked, 'disbursement' | 'payee'>) {
  const { entered_by, verified_by } = payee
  return { created_by: disbursement.created_by, entered_by, verified_by }
}

/** Those whose approval counts for the terms as they are. */
export async function approversOf(
  tx: Tx,
  organization_id: string,
  { id, terms_hash }: DisbursementRow,
): Promise<string[]> {
  const approvals = await listApprovals(tx, organization_id, id)
  return approvals
    .filter((one) => one.voided_at === null && one.terms_hash === terms_hash)
    .map(({ approved_by }) => approved_by)
}

function ask(tx: Tx, actor: Actor, { exchange, payee, disbursement }: Locked, now: Date) {
  return askGate(tx, actor, exchange, payee, disbursement as Parameters<typeof askGate>[4], now)
}

function demandAllowed(gate: GateAnswer): GateAnswer {
  if (!gate.allowed) throw new AppError('refused', gate.refusals.map(({ text }) => text).join(' '), { gate })
  return gate
}

/** The payment and its entry in the ledger, in one commit: what is released is posted, and only once. */
export async function releaseDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  seen: string,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id, user_id: released_by } = actor
  const locked = await lockFor(tx, actor, id, 'release', now)
  const { disbursement, exchange, payee } = locked
  checkTerms(disbursement, seen)
  if (!isApproved(makersOf(locked), await approversOf(tx, organization_id, disbursement)))
    throw new AppError('refused', 'Two members who had no part in this payment must approve it first.')
  const gate = demandAllowed(await ask(tx, actor, locked, now))
  const { legal_basis } = gate
  await saveDisbursement(tx, organization_id, id, {
    ...{ state: 'released', released_at: now, released_by, gate, legal_basis },
  })
  const { exchange_account_id, exchange_property_id, purpose, memo } = disbursement
  const entry = await postEntry(tx, actor, exchange.id, PAYS[purpose], {
    ...{ exchange_account_id, exchange_property_id, memo, legal_basis, disbursement_id: id },
    amount: centsOf(disbursement.amount),
    value_date: today(now, { timezone: exchange.time_zone }),
    counterparty_id: payee.contact_id,
    document_id: disbursement.authorization_document_id,
    document_hash: disbursement.authorization_document_hash,
  })
  const fact = { ...paymentOf(disbursement), entry_id: entry.id, legal_basis: legal_basis ?? '' }
  await publish(tx, organization_id, disbursementReleased, id, fact)
  return getDisbursement(tx, organization_id, id)
}

export async function sendDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  bank_reference: string,
  now: Date,
): Promise<DisbursementRow> {
  const { organization_id, user_id: sent_by } = actor
  const { disbursement } = await lockFor(tx, actor, id, 'send', now)
  await saveDisbursement(tx, organization_id, id, { state: 'sent', sent_at: now, sent_by, bank_reference })
  const fact = { ...paymentOf(disbursement), bank_reference }
  await publish(tx, organization_id, disbursementSent, id, fact)
  return getDisbursement(tx, organization_id, id)
}
