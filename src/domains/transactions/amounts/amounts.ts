import { resolveContact } from '#domains/contacts/contacts.ts'
import { amountAdded, amountChanged, amountRemoved } from '#domains/transactions/commissions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { lockTransaction } from '#domains/transactions/queries.ts'
import { isCounted } from '#domains/transactions/rules/net-sheet.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { countAmounts, deleteAmount, getAmount, insertAmount, MOST_AMOUNTS, saveAmount } from './queries.ts'
import type { Amount, AmountChange, NewAmount } from './schema.ts'

/** On its page, or as a part of an amendment of the closing. */
type How = 'plain' | 'amended'

const AUDITED = ['kind', 'label', 'amount', 'paid_by', 'paid_to', 'due_on', 'settled_on', 'status'] as const

export async function addAmount(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  amount: NewAmount,
  how: How = 'plain',
): Promise<Amount> {
  const { organization_id, user_id: created_by } = actor
  const deal = await lockDeal(tx, actor, transaction_id)
  if (how === 'plain' && isCounted(amount)) demandUnclosed(deal)
  demandTwo(amount)
  if ((await countAmounts(tx, organization_id, transaction_id)) >= MOST_AMOUNTS)
    throw new AppError('invalid', `A deal can have ${MOST_AMOUNTS} amounts.`)
  const held_by = amount.held_by && (await resolveContact(tx, actor, amount.held_by))
  const id = newId()
  await insertAmount(tx, organization_id, { ...amount, held_by, id, transaction_id, created_by })
  await publish(tx, organization_id, amountAdded, transaction_id, {
    ...{ amount_id: id, name: amount.label, amount: amount.amount },
  })
  return getAmount(tx, organization_id, transaction_id, id)
}

export async function changeAmount(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  version: number,
  { held_by: holder, ...change }: AmountChange,
  how: How = 'plain',
): Promise<Amount> {
  const { organization_id } = actor
  const deal = await lockDeal(tx, actor, transaction_id)
  const before = await getAmount(tx, organization_id, transaction_id, id)
  demandTwo({ paid_by: change.paid_by ?? before.paid_by, paid_to: change.paid_to ?? before.paid_to })
  const held_by = holder ? await resolveContact(tx, actor, holder) : holder
  const saved = await saveAmount(tx, organization_id, id, version, { ...change, held_by })
  unchanged(saved || undefined, 'amount')
  const after = await getAmount(tx, organization_id, transaction_id, id)
  if (how === 'plain' && countsOtherwise(before, after)) demandUnclosed(deal)
  await publish(tx, organization_id, amountChanged, transaction_id, {
    ...{ amount_id: id, name: after.label, changes: changesOf(before, after, AUDITED) },
  })
  return after
}

export async function removeAmount(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  how: How = 'plain',
): Promise<void> {
  const { organization_id } = actor
  const deal = await lockDeal(tx, actor, transaction_id)
  const { label, amount, status } = await getAmount(tx, organization_id, transaction_id, id)
  if (how === 'plain' && isCounted({ status })) demandUnclosed(deal)
  await deleteAmount(tx, organization_id, id)
  await publish(tx, organization_id, amountRemoved, transaction_id, { amount_id: id, name: label, amount })
}

/** Locked, so that the net sheet that is confirmed at closing is the one that was shown. */
async function lockDeal(tx: Tx, actor: Actor, transaction_id: string): Promise<Transaction> {
  const deal = await lockTransaction(tx, actor.organization_id, transaction_id)
  demand(mayEdit(actor, deal), 'change this deal')
  return deal
}

/** What the net sheet of a closed deal adds up is amended, with a reason. That an amount was paid is no amendment. */
function demandUnclosed({ closed_on }: Transaction): void {
  if (closed_on)
    throw new AppError('refused', 'This deal is closed: amend the closing to correct its amounts.')
}

function countsOtherwise(before: Amount, after: Amount): boolean {
  if (isCounted(before) !== isCounted(after)) return true
  const moved = changesOf(before, after, ['kind', 'amount', 'paid_by', 'paid_to'])
  return isCounted(after) && Object.keys(moved).length > 0
}

function demandTwo({ paid_by, paid_to }: Pick<NewAmount, 'paid_by' | 'paid_to'>): void {
  if (paid_by === paid_to)
    throw new AppError('invalid', 'Choose two different sides: who pays, and who is paid.', {
      issues: [{ field: 'paid_to', reason: 'pays already' }],
    })
}
