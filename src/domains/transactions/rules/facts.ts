import { PropertyType } from '#domains/transactions/properties/schema.ts'
import { Financing, Occupancy, Side, TransactionType } from '#domains/transactions/schema.ts'
import { US_STATES } from '#lib/us-states.ts'
import type { Fact, Predicate } from './requirements.ts'

export type FactKind =
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'number' | 'boolean' | 'text'; values?: never }

const choice = (values: readonly string[]): FactKind => ({ kind: 'choice', values })
const [NUMBER, BOOLEAN, TEXT] = [
  { kind: 'number' } as const,
  { kind: 'boolean' } as const,
  { kind: 'text' } as const,
]

/** What each fact of a deal can be. */
export const FACT_KINDS: Record<Fact, FactKind> = {
  state: choice(Object.keys(US_STATES)),
  transaction_type: choice(TransactionType.options),
  side: choice(Side.options),
  property_type: choice(PropertyType.options),
  year_built: NUMBER,
  hoa: BOOLEAN,
  financing: choice(Financing.options),
  occupancy: choice(Occupancy.options),
  exchange_cooperation: BOOLEAN,
  seller_is_foreign: BOOLEAN,
  new_construction: BOOLEAN,
  sale_price: NUMBER,
  county: TEXT,
}

/** The facts that a predicate asks for, and compares with what they can never be: a rule that never holds is a mistake. */
export function mistakesOf(predicate: Predicate): string[] {
  if ('all' in predicate) return predicate.all.flatMap(mistakesOf)
  if ('any' in predicate) return predicate.any.flatMap(mistakesOf)
  if ('not' in predicate) return mistakesOf(predicate.not)
  const { kind, values } = FACT_KINDS[predicate.fact]
  if ('below' in predicate || 'at_least' in predicate)
    return kind === 'number' ? [] : [`${predicate.fact} is not a number`]
  const compared = 'is' in predicate ? [predicate.is] : predicate.in
  return compared.flatMap((value) => {
    const fits =
      kind === 'choice'
        ? values.includes(String(value))
        : typeof value === (kind === 'text' ? 'string' : kind)
    return fits ? [] : [`${predicate.fact} can’t be ${JSON.stringify(value)}`]
  })
}

/** How deep groups stand in groups, counting the outermost: deeper than people read. */
export function depthOf(predicate: Predicate): number {
  if ('all' in predicate) return 1 + Math.max(0, ...predicate.all.map(depthOf))
  if ('any' in predicate) return 1 + Math.max(0, ...predicate.any.map(depthOf))
  if ('not' in predicate) return 1 + depthOf(predicate.not)
  return 1
}
