import type { z } from 'zod'
import { allocate, type Money, sum } from '#lib/money.ts'
import { distinctIds, facts, list, money, name } from './fields.ts'
import { because, type Finding, refuse } from './finding.ts'

const valued = facts({ id: name, fmv: money })
const properties = list(valued, 1).refine(distinctIds, 'must not name one property twice')

export const allocateInput = facts({
  total_basis: money,
  properties,
  /** Boot received in kind: takes its value of the basis before anything is split (26 CFR 1.1031(d)-1(c)). */
  other_property_received: list(valued).refine(distinctIds, 'must not name one property twice').nullish(),
})

/** Splits a basis over the properties received in proportion to their values, to the cent. */
export function allocateBasis(input: z.output<typeof allocateInput>) {
  const other = input.other_property_received ?? []
  const remaining = input.total_basis - sum(other.map(({ fmv }) => fmv))
  if (remaining < 0n) refuse('other_property_received', 'must not be worth more than the basis to be split')
  return {
    outcome: {
      allocation: basisByValue(remaining, input.properties, 'properties'),
      other_property_basis: Object.fromEntries(other.map(({ id, fmv }) => [id, fmv])),
    },
    reasons: [
      because(
        'allocation',
        '26 CFR 1.1031(j)-1(c), 1.1031(d)-1(c)',
        'Other property takes its value; the rest is split by value, odd cents to the largest remainders.',
        ['total_basis', 'properties', 'other_property_received'],
      ),
    ],
    missing: [],
    flags: [],
  } satisfies Finding<unknown>
}

/** The basis of each property by id. Values that add to nothing can carry no basis and are refused. */
export function basisByValue(
  total: Money,
  valued: readonly { id: string; fmv: Money }[],
  field: string,
): Record<string, Money> {
  if (total > 0n && valued.every(({ fmv }) => fmv === 0n))
    refuse(field, 'must have a value to take the basis')
  return Object.fromEntries(
    allocate(
      total,
      valued.map(({ id, fmv }) => ({ id, weight: fmv })),
    ),
  )
}
