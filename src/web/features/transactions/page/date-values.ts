import type { DealDates } from '#domains/transactions/dates/schema.ts'
import { KEY_DATES } from '#domains/transactions/rules/dates.ts'
import { inputOf } from './dates-of.ts'

type Input = ReturnType<typeof inputOf>

/** What stands in the fields of one date. */
export type DateValues = {
  name: string
  kind: 'rule' | 'fixed'
  date: string
  days: number | ''
  unit: Input['unit']
  direction: Input['direction']
  counted_from: string
  roll: Input['roll']
}

export function valuesOf(deal: DealDates, id: string): DateValues {
  const known = deal.dates.find((one) => one.id === id)
  const key_date = KEY_DATES.find((one) => one === id)
  return {
    name: known?.name ?? '',
    kind: known?.fixed ? 'fixed' : 'rule',
    date: (key_date ? deal[key_date] : known?.fixed) ?? known?.date ?? '',
    days: known?.days ?? '',
    unit: known?.unit ?? 'calendar',
    direction: known?.direction ?? 'after',
    counted_from: known?.counted_from ?? 'contract_date',
    roll: known?.roll ?? 'next',
  }
}

/** What is sent for it; without values, the date is removed. */
export function changeOf(deal: DealDates, id: string, values: DateValues | null) {
  const key_date = KEY_DATES.find((one) => one === id)
  if (key_date) return { [key_date]: values?.date || null }
  const others = deal.dates.map(inputOf)
  if (!values) return { dates: others.filter((one) => one.id !== id) }
  const known = others.find((one) => one.id === id)
  const input = {
    ...{ id: known?.id ?? crypto.randomUUID(), name: values.name, counted_from: values.counted_from },
    ...{ days: Number(values.days || 0), unit: values.unit, direction: values.direction, roll: values.roll },
    ...{ first_day: known?.first_day ?? 0, done: known?.done ?? false },
    fixed: values.kind === 'fixed' ? values.date || null : null,
  }
  return { dates: known ? others.map((one) => (one.id === id ? input : one)) : [...others, input] }
}
