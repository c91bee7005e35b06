import { Decimal } from 'decimal.js'
import { addDays, type CivilDate, daysBetween } from '#lib/dates.ts'
import type { Money } from '#lib/money.ts'

export type AccrualTerms = {
  annual_rate: number
  compounding: 'none' | 'daily' | 'monthly'
  day_count_basis: 360 | 365 | 366
}

/** What an account held at the end of a day, from that day until the next one that is listed. */
export type DayBalance = { day: CivilDate; balance: Money }

/**
 * What an account earned from the end of `from` to the end of `through`, half up to the cent: each day on what it held at the
 * end of the day before. Fractions of a cent are carried until the end.
 */
export function accruedInterest(
  { annual_rate, compounding, day_count_basis }: AccrualTerms,
  balances: readonly DayBalance[],
  from: CivilDate,
  through: CivilDate,
): Money {
  const daily = new Decimal(annual_rate).dividedBy(day_count_basis)
  let [earned, capitalized] = [new Decimal(0), new Decimal(0)]
  let place = -1
  for (let day = from, left = daysBetween(from, through); left > 0; left--) {
    while ((balances[place + 1]?.day ?? '9') <= day) place++
    const held = capitalized.plus((balances[place]?.balance ?? 0n).toString())
    earned = earned.plus(held.times(daily))
    day = addDays(day, 1)
    if (compounding === 'daily' || (compounding === 'monthly' && day.endsWith('-01'))) capitalized = earned
  }
  return BigInt(earned.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toFixed(0))
}
