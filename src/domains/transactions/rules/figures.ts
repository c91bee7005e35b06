import { fraction, type Money } from '#lib/money.ts'

/** A part of one in millionths, as `numeric(7,6)` keeps it: 3% is 30_000n. */
export type Rate = bigint
export const WHOLE: Rate = 1_000_000n

export function part(amount: Money, rate: Rate): Money {
  return fraction(amount, rate, WHOLE)
}

/** "$22,500.00", as formulas show it. */
export function dollars(cents: Money): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${cents < 0n ? '−' : ''}$${whole}.${digits.slice(-2)}`
}

export function percent(rate: Rate): string {
  return `${Number(rate) / 10_000}%`
}

/** Cents as the API writes dollars: "22500.00". */
export function decimalOf(cents: Money): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Dollars of the database or the API, which are exact cents, without the limits of what people type. */
export function centsOf(amount: string): Money {
  const [whole = '0', cents = ''] = amount.replace('-', '').split('.')
  const value = BigInt(`${whole}${cents.padEnd(2, '0').slice(0, 2)}`)
  return amount.startsWith('-') ? -value : value
}

/** 0.03, or "0.030000" of the database, in millionths. */
export function rateOf(part: number | string): Rate {
  return BigInt(Math.round(Number(part) * 1_000_000))
}
