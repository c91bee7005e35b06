import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { datesChanged } from '#domains/transactions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { getTransaction, lockTransaction, saveTransaction } from '#domains/transactions/queries.ts'
import { contingencyNamed } from '#domains/transactions/rules/contingencies.ts'
import { type DateRule, deriveDates, movedDates } from '#domains/transactions/rules/dates.ts'
import type { KeyDates, Transaction } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { listDates, saveDates } from './queries.ts'
import type { ChangedDates, DateInput, DatesChange, DealDate, DealDates } from './schema.ts'

export async function readDates(tx: Tx, organization_id: string, id: string): Promise<DealDates> {
  const deal = await getTransaction(tx, organization_id, id)
  return { id, version: deal.version, ...keyDatesOf(deal), dates: await listDates(tx, organization_id, id) }
}

/**
 * Changes key dates and rules, and moves every date that follows from them, in one transaction. With `preview`, says what
 * would move and saves nothing.
 */
export async function changeDates(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  { dates: given, ...change }: DatesChange,
  preview: boolean,
  now: Date,
): Promise<ChangedDates> {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  demand(mayEdit(actor, deal), 'change this deal')
  unchanged(deal.version === version || undefined, 'deal')
  const before = { given: keyDatesOf(deal), dates: await listDates(tx, organization_id, id) }
  const key_dates = { ...before.given, ...withoutUndefined(change) }
  const rules = given ? given.map((one) => withDone(one, before.dates, now)) : before.dates
  const dates = derived(key_dates, rules)
  const moved = movedDates(
    { given: before.given, rules: before.dates.map(ruleOf) },
    { given: key_dates, rules: rules.map(ruleOf) },
  )
  if (preview) return { id, version, ...key_dates, dates, moved }
  await saveTransaction(tx, organization_id, id, undefined, key_dates)
  if (!(await saveDates(tx, organization_id, id, dates)))
    throw new AppError('conflict', 'One of these dates belongs to another deal.')
  if (moved.length > 0) await publish(tx, organization_id, datesChanged, id, { moved })
  await recomputeLater(tx, organization_id, null)
  return { ...(await readDates(tx, organization_id, id)), moved }
}

export function keyDatesOf(deal: Transaction): KeyDates {
  const { listing_date, contract_date, closing_date, possession_date } = deal
  return { listing_date, contract_date, closing_date, possession_date }
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** What was done before keeps its moment; what is called like a contingency is that contingency. */
function withDone({ done, ...rule }: DateInput, before: DealDate[], now: Date): Omit<DealDate, 'date'> {
  const known = before.find(({ id }) => id === rule.id)
  const contingency = rule.contingency ?? known?.contingency ?? contingencyNamed(rule.name)
  return { ...rule, contingency, done_at: done ? (known?.done_at ?? now.toISOString()) : null }
}

function ruleOf({ counted_from, ...rule }: Omit<DealDate, 'date' | 'done_at'>): DateRule {
  return { ...rule, from: counted_from }
}

function derived(given: KeyDates, rules: Omit<DealDate, 'date'>[]): DealDate[] {
  const known = datesOf(given, rules)
  return rules.map((rule) => ({ ...rule, date: known.get(rule.id)?.date ?? null }))
}

function datesOf(given: KeyDates, rules: Omit<DealDate, 'date'>[]) {
  try {
    return deriveDates(given, rules.map(ruleOf))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AppError('invalid', `${error.message} Choose another date to count from.`, {
      issues: [{ field: 'dates', reason: 'count from each other, or from a date that doesn’t exist' }],
    })
  }
}
