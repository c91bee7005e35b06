import type { Amount } from '#domains/transactions/amounts/schema.ts'
import type { CommissionTerms } from '#domains/transactions/commissions/schema.ts'
import { centsOf, dollars, percent, rateOf } from '#domains/transactions/rules/figures.ts'
import { isCounted } from '#domains/transactions/rules/net-sheet.ts'

/** "$4,000.00, seller to buyer", as the history of a closing says it. */
export function amountInWords({ amount, paid_by, paid_to, status }: Omit<Amount, 'id' | 'version'>): string {
  const words = `${dollars(centsOf(amount))}, ${paid_by} to ${paid_to}`.replaceAll('_', ' ')
  return isCounted({ status }) ? words : `${words}, ${status}`
}

/** "6% up to $500,000.00, then 4%" */
export function grossInWords(gross: CommissionTerms['gross']): string | null {
  if (gross.kind === 'flat') return `Flat ${dollars(centsOf(gross.amount))}`
  if (gross.kind === 'rate') return gross.rate === null ? null : percent(rateOf(gross.rate))
  const tiers = gross.tiers.map(({ up_to, rate }) => {
    const part = percent(rateOf(rate))
    return up_to === null ? part : `${part} up to ${dollars(centsOf(up_to))}`
  })
  return tiers.join(', then ')
}
