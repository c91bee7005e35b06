import { type Locale, nearestLocale } from './locales.ts'

type Reader = { timezone: string; locale: string }

/** Whose clock and habits the days, times and figures are shown by: the signed-in person's profile, otherwise the browser's. */
let reader: Reader | null = null

export function readAs(person: Reader | null): void {
  reader = person
}

export function readerZone(): string {
  return reader?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function readerLocale(): Locale {
  return nearestLocale(reader?.locale ?? navigator.language)
}

/** The civil date, `2026-01-15`, on the reader's calendar. */
export function readerDay(now: Date): string {
  const of = partsOf(now, { year: 'numeric', month: '2-digit', day: '2-digit' })
  return `${of('year')}-${of('month')}-${of('day')}`
}

/** 0 to 23, on the reader's clock. */
export function readerHour(now: Date): number {
  return Number(partsOf(now, { hour: '2-digit', hourCycle: 'h23' })('hour'))
}

/** For counting, not for showing: the digits of `en-US` are the ones that `Number` reads. */
function partsOf(now: Date, shown: Intl.DateTimeFormatOptions): (type: string) => string {
  const parts = new Intl.DateTimeFormat('en-US', { ...shown, timeZone: readerZone() }).formatToParts(now)
  return (type) => parts.find((part) => part.type === type)?.value ?? ''
}
