import { readerLocale } from './reader.ts'

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Amounts are US dollars, travel as decimal strings and are never added up here. */
export function formatMoney(amount: string, locale = readerLocale()): string {
  const dollars = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  })
  return dollars.format(amount as unknown as number) // Intl reads a decimal string exactly; its type does not say so.
}

/** As file managers and storage plans count: 1 KB is 1,024 bytes. */
export const KILOBYTE = 1024

export function formatBytes(bytes: number): string {
  const step = UNITS.findLastIndex((_, step) => step === 0 || Math.round(bytes) >= KILOBYTE ** step)
  const amount = bytes / KILOBYTE ** step
  const digits = amount >= 100 || step === 0 ? 0 : 1
  return `${formatNumber(amount, digits)} ${UNITS[step]}`
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`
}

/** 0.93 as "93%" */
export function formatPercent(part: number): string {
  return new Intl.NumberFormat(readerLocale(), { style: 'percent', maximumFractionDigits: 0 }).format(part)
}

/** How sure something is, never more than it is and never wholly: "99%". */
export function formatConfidence(part: number): string {
  return formatPercent(Math.min(99, Math.floor(part * 100 + 1e-9)) / 100)
}

export function formatNumber(value: number, digits: number): string {
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(readerLocale(), fixed).format(value)
}

/** A number of the US as people write it; any other in its international form. */
export function formatPhone(number: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number)
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number
}
