import { isContingency, isPeriod, type PeriodField, parsePeriod } from '#domains/documents/rules/periods.ts'
import { keyDatesOf } from '#domains/transactions/dates/dates.ts'
import type { DateInput, DatesChange, DealDate } from '#domains/transactions/dates/schema.ts'
import {
  CONTINGENCY_NAMES,
  DELIVERY_NAMES,
  endOf,
  keyDateOf,
  ruleOf,
  saidOf,
} from '#domains/transactions/rules/contingencies.ts'
import { isKeyDate, type KeyDate, type KeyDates } from '#domains/transactions/rules/dates.ts'
import type { Current, Decision } from '#domains/transactions/rules/proposed-values.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import type { DocumentValue } from './queries.ts'
import type { ProposedValue } from './schema.ts'

const TERMS: Partial<Record<PeriodField, KeyDate>> = {
  closing_period: 'closing_date',
  possession_period: 'possession_date',
}

/** What a deal has for each contingency, as documents say it. */
export function currentContingencies(dates: DealDate[]): Current {
  const known = dates
    .toReversed()
    .flatMap((one) => (one.contingency ? [{ ...one, field: one.contingency }] : []))
  return Object.fromEntries(
    known.map((one) => [one.field, { value: saidOf(one), key: saidOf(one).toLowerCase() }]),
  )
}

type Item = DocumentValue & { current: string | null }

/**
 * Proposed values with the day on which a period ends, counted from the dates of the deal or else from proposed ones. A closing that is counted is proposed until the deal has its day or
 * a person applied it once: from then on the day is the deal's.
 */
export function withEnds(items: Item[], deal: Transaction, decisions: Decision[]): (Item & ProposedValue)[] {
  const proposed = items.flatMap(({ field, value }) =>
    isKeyDate(field) && !deal[field] ? [[field, value]] : [],
  )
  const known_dates: KeyDates = { ...keyDatesOf(deal), ...Object.fromEntries(proposed) }
  return items.flatMap((one) => {
    if (!isPeriod(one.field)) return { ...one, ends_on: null }
    const ends_on = endOf(one.field, one.value, known_dates)
    const term = TERMS[one.field]
    if (!term) return { ...one, ends_on }
    const known = decisions.find(({ field }) => field === one.field)?.known ?? []
    return known.includes(one.key) || (ends_on !== null && deal[term] === ends_on)
      ? []
      : { ...one, current: deal[term], ends_on }
  })
}

type Given = { chosen: DocumentValue; delivered_on: string | undefined }

/** The change of a deal's dates that the chosen periods make: rules, so that what they are counted from moves them. */
export function datesFrom(
  given: Given[],
  days: Partial<Record<KeyDate, string>>,
  deal: Transaction,
  before: DealDate[],
): DatesChange {
  const key_dates = { ...keyDatesOf(deal), ...days }
  const change: DatesChange = { ...days }
  let dates: DateInput[] = before.map(inputOf)
  for (const { chosen, delivered_on } of given) {
    const { field, value } = chosen
    if (!isPeriod(field)) continue
    const term = TERMS[field]
    if (isContingency(field)) dates = withContingency(dates, { field, value, delivered_on })
    else if (term) change[term] = dayOf(field, value, key_dates)
  }
  return given.some(({ chosen }) => isContingency(chosen.field)) ? { ...change, dates } : change
}

function dayOf(field: PeriodField, value: string, known: Parameters<typeof endOf>[2]): string {
  const day = endOf(field, value, known)
  if (!day)
    throw new AppError(
      'invalid',
      `Set the date first from which “${value}” is counted, or apply it along with this.`,
      {
        issues: [{ field: 'values', reason: 'is counted from a date that the deal doesn’t have' }],
      },
    )
  return day
}

type Contingent = { field: keyof typeof CONTINGENCY_NAMES; value: string; delivered_on: string | undefined }

/** The date of this contingency takes the rule of the contract; where there is none, it is added. */
function withContingency(dates: DateInput[], { field, value, delivered_on }: Contingent): DateInput[] {
  const known = dates.find(({ contingency }) => contingency === field)
  const period = parsePeriod(value)
  const same = {
    id: known?.id ?? newId(),
    name: known?.name ?? CONTINGENCY_NAMES[field],
    contingency: field,
    done: known?.done ?? false,
  }
  const rule = period ? ruleOf(field, period) : FIXED
  const delivery = period?.from === 'delivery' ? deliveryOf(dates, field, delivered_on) : null
  const counted_from = delivery?.id ?? (period && keyDateOf(period)) ?? 'contract_date'
  const date = { ...same, ...rule, counted_from, fixed: period ? null : value }
  const others = dates.filter(({ id }) => id !== delivery?.id)
  const all = known ? others.map((one) => (one.id === known.id ? date : one)) : [...others, date]
  return delivery ? [...all, delivery] : all
}

const FIXED = { days: 0, unit: 'calendar', direction: 'after', roll: 'none', first_day: 0 } as const

/** The day of a delivery is a date of its own: it was met, and what is counted from it moves with it. */
function deliveryOf(
  dates: DateInput[],
  field: keyof typeof DELIVERY_NAMES,
  delivered_on: string | undefined,
): DateInput {
  if (!delivered_on)
    throw new AppError('invalid', 'Enter the day of the delivery from which this is counted.', {
      issues: [{ field: 'delivered_on', reason: 'is missing' }],
    })
  const name = DELIVERY_NAMES[field]
  const id = dates.find((one) => one.name === name)?.id ?? newId()
  return {
    id,
    name,
    counted_from: 'contract_date',
    ...FIXED,
    contingency: null,
    fixed: delivered_on,
    done: true,
  }
}

function inputOf({ date: _, done_at, ...rule }: DealDate): DateInput {
  return { ...rule, done: done_at !== null }
}
