import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import {
  stageChanged,
  transactionCancelled,
  transactionClosed,
  transactionReopened,
} from '#domains/transactions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import {
  getTransaction,
  lockTransaction,
  saveTransaction,
  type TransactionColumns,
} from '#domains/transactions/queries.ts'
import { evaluateDeals } from '#domains/transactions/requirements/evaluation/evaluate.ts'
import { demandDocuments } from '#domains/transactions/requirements/requirements.ts'
import { stepFrom } from '#domains/transactions/rules/stages.ts'
import type { Stage, Transaction } from '#domains/transactions/schema.ts'
import { demandContract } from '#domains/transactions/transactions.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { dayAt, today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import type { Cancellation, StageStep } from './schema.ts'

/** Moves a deal along its stages. Each step is a fact of its own kind. */
export async function moveTransaction(
  tx: Tx,
  actor: Actor,
  id: string,
  step: StageStep,
  now: Date,
): Promise<Transaction> {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  demand(mayEdit(actor, deal), 'change this deal')
  if (deal.stage !== step.from)
    throw new AppError('conflict', 'Someone else moved this deal. Load the page again.')
  const reason = demandStep(step.from, step.to, step.reason)
  if (step.from === 'closed') demandSameDay(deal, actor, now)
  const contract_date = step.contract_date ?? deal.contract_date
  demandContract(step.to, contract_date)
  const closing = step.to === 'closed' ? closingOf(deal, step, today(now, actor)) : null
  const columns: TransactionColumns = {
    ...{ stage: step.to, contract_date, ...NOT_ENDED },
    ...(closing && { ...closing, closed_at: 'now' }),
  }
  await saveTransaction(tx, organization_id, id, undefined, columns)
  if (closing || NOT_OPEN.includes(step.from)) await evaluateDeals(tx, organization_id, [id])
  if (closing) await demandDocuments(tx, organization_id, id)
  if (closing) await publish(tx, organization_id, transactionClosed, id, { name: deal.address, ...closing })
  else if (reason)
    await publish(tx, organization_id, transactionReopened, id, { from: step.from, to: step.to, reason })
  else await publish(tx, organization_id, stageChanged, id, { from: step.from, to: step.to })
  await recomputeLater(tx, organization_id, closing?.closed_on ?? deal.closed_on)
  return getTransaction(tx, organization_id, id)
}

/** While a deal is closed or canceled, its list of required documents stays as it was. */
const NOT_OPEN: Stage[] = ['closed', 'cancelled']
const NOT_ENDED = { closed_on: null, closed_at: null, cancelled_at: null, cancel_reason: null }

/** The reason of a step that needs one. */
function demandStep(from: Stage, to: Stage, reason: string | undefined): string | null {
  const step = stepFrom(from, to)
  if (!step) throw new AppError('refused', 'A deal can’t go from its stage to this one.')
  if (step === 'free') return null
  if (!reason)
    throw new AppError('invalid', 'Give a reason: it’s kept in the history of the deal.', {
      issues: [{ field: 'reason', reason: 'is missing' }],
    })
  return reason
}

function demandSameDay({ closed_at }: Transaction, actor: Actor, now: Date): void {
  if (closed_at && dayAt(closed_at, actor.timezone) !== today(now, actor))
    throw new AppError('refused', 'A closing can be undone only on the day on which it was entered.')
}

/** A deal closes on a day from its contract until today: the day says in which year of its agents it counts. */
export function demandClosingDay(
  { contract_date }: Pick<Transaction, 'contract_date'>,
  closed_on: string | undefined,
  day: string,
): void {
  if (!closed_on) return
  const wrong =
    closed_on > day
      ? 'is in the future'
      : contract_date && closed_on < contract_date
        ? 'is before the contract'
        : null
  if (wrong)
    throw new AppError('invalid', 'Enter the day on which the deal closed: from its contract until today.', {
      issues: [{ field: 'closed_on', reason: wrong }],
    })
}

const WITH_PRICE = ['sale', 'purchase']

function closingOf(
  deal: Transaction,
  { closed_on, sale_price = deal.sale_price ?? undefined }: StageStep,
  day: string,
) {
  const price_missing = !sale_price && WITH_PRICE.includes(deal.transaction_type)
  const issues = [
    ...(closed_on ? [] : [{ field: 'closed_on', reason: 'is missing' }]),
    ...(price_missing ? [{ field: 'sale_price', reason: 'is missing' }] : []),
  ]
  if (!closed_on || issues.length > 0)
    throw new AppError('invalid', 'Enter the day on which the deal closed, and its price.', { issues })
  demandClosingDay(deal, closed_on, day)
  return { closed_on, sale_price: sale_price ?? null }
}

export async function cancelTransaction(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason }: Cancellation,
  now: Date,
): Promise<Transaction> {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  demand(mayEdit(actor, deal), 'change this deal')
  if (!stepFrom(deal.stage, 'cancelled')) throw new AppError('refused', 'Only an open deal can be canceled.')
  await saveTransaction(tx, organization_id, id, undefined, {
    ...{ stage: 'cancelled', cancelled_at: now, cancel_reason: reason },
  })
  await publish(tx, organization_id, transactionCancelled, id, { from: deal.stage, reason })
  await recomputeLater(tx, organization_id, null)
  return getTransaction(tx, organization_id, id)
}
