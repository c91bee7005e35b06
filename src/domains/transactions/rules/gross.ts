import { atLeastZero, lesser, type Money, sum } from '#lib/money.ts'
import { dollars, part, percent, type Rate } from './figures.ts'

/** What is paid for the sale as a whole: by the deal's rate, a flat fee, or in tiers of the price. */
export type Gross =
  | { kind: 'rate'; rate: Rate }
  | { kind: 'flat'; amount: Money }
  /** Each part of the price at the rate of its tier: 6% of the first $500,000, 4% of the rest. */
  | { kind: 'tiered'; tiers: { up_to: Money | null; rate: Rate }[] }

export type Figure = { amount: Money; formula: string[] }

/** The gross commission of both sides that we are paid from. */
export function grossOf(price: Money, gross: Gross): Figure {
  if (gross.kind === 'flat') return { amount: gross.amount, formula: [`Flat ${dollars(gross.amount)}`] }
  if (gross.kind === 'rate') {
    const amount = part(price, gross.rate)
    return { amount, formula: [`${dollars(price)} × ${percent(gross.rate)} = ${dollars(amount)}`] }
  }
  let below = 0n
  const steps = gross.tiers.map(({ up_to, rate }) => {
    const top = up_to === null ? price : lesser(price, up_to)
    const slice = atLeastZero(top - below)
    below = top > below ? top : below
    const amount = part(slice, rate)
    return { amount, formula: `${dollars(slice)} × ${percent(rate)} = ${dollars(amount)}` }
  })
  const used = steps.filter(({ amount }) => amount > 0n)
  const total = sum(steps.map(({ amount }) => amount))
  const adds =
    used.length > 1 ? [`${used.map(({ amount }) => dollars(amount)).join(' + ')} = ${dollars(total)}`] : []
  return { amount: total, formula: [...used.map(({ formula }) => formula), ...adds] }
}
