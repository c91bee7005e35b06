import {
  CONTINGENCIES,
  type Contingency,
  formatPeriod,
  type Period,
  type PeriodField,
  parsePeriod,
} from '#domains/documents/rules/periods.ts'
import type { CivilDate } from '#lib/dates.ts'
import { type DateRule, deriveDates, type KeyDate, type KeyDates } from './dates.ts'

/** How a date of a deal is called that was set for a contingency of the contract. */
export const CONTINGENCY_NAMES: Record<Contingency, string> = {
  inspection_contingency: 'Inspection contingency',
  loan_contingency: 'Loan contingency',
  appraisal_contingency: 'Appraisal contingency',
  title_contingency: 'Title review',
  disclosure_contingency: 'Disclosure review',
  sale_contingency: 'Sale of buyer’s home',
  hoa_contingency: 'HOA document review',
  insurance_contingency: 'Insurance contingency',
  attorney_review: 'Attorney review',
  option_period: 'Option period',
}

/** What is delivered, where a contingency is counted from its delivery. */
export const DELIVERY_NAMES: Record<Contingency, string> = {
  inspection_contingency: 'Documents for inspection delivered',
  loan_contingency: 'Loan commitment delivered',
  appraisal_contingency: 'Appraisal delivered',
  title_contingency: 'Title report delivered',
  disclosure_contingency: 'Disclosures delivered',
  sale_contingency: 'Notice of sale delivered',
  hoa_contingency: 'HOA documents delivered',
  insurance_contingency: 'Insurance quote delivered',
  attorney_review: 'Contract delivered to attorneys',
  option_period: 'Option fee delivered',
}

/** What people call them when they enter the date themselves. */
const CALLED: Record<Contingency, RegExp> = {
  inspection_contingency:
    /^(?:home |property )?(?:inspections?|investigations?|due diligence)(?: (?:contingency|period|removal))?$/i,
  loan_contingency: /^(?:loan|financing|mortgage)(?: (?:contingency|period|removal|approval|commitment))?$/i,
  appraisal_contingency: /^appraisal(?: (?:contingency|period|removal))?$/i,
  title_contingency: /^title(?: (?:review|contingency|objections?|period))$/i,
  disclosure_contingency: /^(?:seller )?disclosures?(?: (?:review|contingency|period))$/i,
  sale_contingency: /^(?:sale of buyer[’']s (?:home|property)|home sale)(?: contingency)?$/i,
  hoa_contingency: /^(?:hoa|condo)(?: documents?)? (?:review|contingency|period)$/i,
  insurance_contingency: /^insurance contingency$/i,
  attorney_review: /^attorney (?:review|approval)(?: (?:period|contingency))?$/i,
  option_period: /^option(?: period)?$/i,
}

/** Which contingency a date is by its name; null for every other date. */
export function contingencyNamed(name: string): Contingency | null {
  return CONTINGENCIES.find((one) => CALLED[one].test(name.trim())) ?? null
}

type Rule = Pick<DateRule, 'days' | 'unit' | 'direction'> & { counted_from: string; fixed: CivilDate | null }

const FROM: Partial<Record<string, Period['from']>> = { contract_date: 'acceptance', closing_date: 'closing' }

/** A date of a deal as documents say it, so that the two can be compared: a day, or "17 days after acceptance". */
export function saidOf({ fixed, counted_from, ...rule }: Rule): string {
  return fixed ?? formatPeriod({ ...rule, from: FROM[counted_from] ?? 'delivery' })
}

/**
 * How the period of a contract is counted in a deal. What ends on a weekend or a federal holiday ends on the next business
 * day, as most contracts have it; an option period isn't extended, so that nobody relies on a day that is too late.
 */
export function ruleOf(field: PeriodField, { days, unit, direction }: Period) {
  const roll = direction === 'before' ? 'previous' : field === 'option_period' ? 'none' : 'next'
  return { days, unit, direction, roll, first_day: 0 } as const
}

/** The date from which a period is counted, where the deal has it by itself. */
export function keyDateOf({ from }: Period): KeyDate | null {
  return from === 'acceptance' ? 'contract_date' : from === 'closing' ? 'closing_date' : null
}

/** The day on which a period ends, as far as the deal knows from when it is counted. */
export function endOf(field: PeriodField, value: string, known: KeyDates): CivilDate | null {
  const period = parsePeriod(value)
  if (!period) return value
  const from = keyDateOf(period)
  if (!from) return null
  const rule: DateRule = { id: field, name: field, from, ...ruleOf(field, period) }
  return deriveDates(known, [rule]).get(field)?.date ?? null
}
