import type { Deadline, ExchangeDeadlines } from '#domains/exchanges/deadlines/schema.ts'
import { formatDay } from '#web/kit/dates.tsx'

const LIMITS: Record<string, string> = {
  day_45: 'Day 45.',
  day_180: 'Day 180.',
  return_due_date: 'Limited by the tax return.',
  disaster_relief: 'Postponed by disaster relief.',
  business_day_5: '5 business days.',
  parking_day_45: 'Day 45 of parking.',
  parking_day_180: 'Day 180 of parking.',
}

/** What decided the day of a deadline, in a few words. */
export function limitInWords({ limiting_factor }: Pick<Deadline, 'limiting_factor'>): string {
  return LIMITS[limiting_factor] ?? ''
}

/** "A Sunday. Weekends and holidays don’t move it." */
export function restDayInWords({ falls_on, weekday }: Pick<Deadline, 'falls_on' | 'weekday'>): string | null {
  if (!falls_on) return null
  const day = falls_on === 'weekend' ? weekday : 'federal holiday'
  return `It falls on a ${day}. Weekends and holidays don’t move it.`
}

type Facts = ExchangeDeadlines['facts']

export function returnInWords({ return: said }: Facts): string | null {
  if (!said) return null
  return `Form ${said.form} for the year ending ${formatDay(said.tax_year_end)}, due ${formatDay(said.return_due_date)}`
}

export function extensionInWords({ return: said }: Facts): string | null {
  if (!said) return null
  if (!said.extension_obtained) return 'Not obtained'
  const since = said.extension_obtained_on ? `Obtained ${formatDay(said.extension_obtained_on)}` : 'Obtained'
  return `${since}, until ${formatDay(said.extended_due_date)}`
}

export const RELIEFS = {
  section_6: 'General postponement (section 6)',
  section_17: '120 days or longer (section 17)',
} as const

export function disastersInWords({ disasters }: Facts): string {
  return disasters
    .map(({ notice_number, relief }) => `${notice_number}: ${RELIEFS[relief].toLowerCase()}`)
    .join('; ')
}
