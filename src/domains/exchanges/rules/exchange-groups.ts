import { z } from 'zod'
import { allocate, atLeastZero, lesser, type Money, sum } from '#lib/money.ts'
import { basisByValue } from './allocation.ts'
import { amount, distinctIds, facts, list, money, name, signedMoney } from './fields.ts'
import { because, type Finding } from './finding.ts'

const RULE = '26 CFR 1.1031(j)-1'
const once = 'must not name one property twice'

const group = facts({
  transferred: list(facts({ id: name, fmv: money, basis: money }), 1).refine(distinctIds, once),
  received: list(facts({ id: name, fmv: money }), 1).refine(distinctIds, once),
})

export const exchangeGroupsInput = facts({
  groups: z
    .record(name, group)
    .refine((groups) => Object.keys(groups).length > 0, 'must name at least one group'),
  other_property_transferred: facts({ fmv: money, basis: signedMoney }).nullish(),
  other_property_received: facts({ fmv: money }).nullish(),
  liabilities_relieved: amount,
  liabilities_assumed: amount,
})

type Group = z.output<typeof group>

/**
 * An exchange of several properties: gain is recognized group by group, up to the group's deficiency. All
 * real property of the United States is one group; equipment and other personal property are in the residual
 * group and taxed.
 */
export function exchangeGroups(input: z.output<typeof exchangeGroupsInput>) {
  const received = Object.entries(input.groups).map(([id, group]) => ({ id, weight: total(group.received) }))
  const assumed = lesser(
    atLeastZero(input.liabilities_assumed - input.liabilities_relieved),
    sum(received.map(({ weight }) => weight)),
  )
  const shares = allocate(assumed, received)
  const groups = Object.fromEntries(
    Object.entries(input.groups).map(([id, group]) => [id, groupResult(group, shares.get(id) ?? 0n, id)]),
  )
  const other = input.other_property_transferred
  return {
    outcome: {
      total_recognized_like_kind_gain: sum(
        Object.values(groups).map(({ recognized_gain }) => recognized_gain),
      ),
      other_property_gain: other ? other.fmv - other.basis : 0n,
      other_property_basis: input.other_property_received?.fmv ?? 0n,
      excess_liabilities_relieved: atLeastZero(input.liabilities_relieved - input.liabilities_assumed),
      excess_liabilities_assumed: assumed,
      groups,
    },
    reasons: [
      because(
        'exchange_groups',
        `${RULE}(b)(2)(i), (b)(3)`,
        'In each group the gain is recognized up to the deficiency of what was received.',
        ['groups'],
      ),
      because(
        'liabilities',
        `${RULE}(b)(2)(ii)`,
        'They net over the exchange: excess assumed goes to groups by value; excess relieved is a deficiency.',
        ['liabilities_relieved', 'liabilities_assumed'],
      ),
      because(
        'basis',
        `${RULE}(c)`,
        'Basis given, plus gain, plus surplus, plus excess liabilities assumed, less deficiency, by value.',
        ['groups'],
      ),
    ],
    missing: [],
    flags: other
      ? [
          'More than one kind of property was given: attach a statement, fill lines 19 to 25; a CPA reviews it.',
        ]
      : [],
  } satisfies Finding<unknown>
}

function groupResult(group: Group, liabilities: Money, id: string) {
  const given = total(group.transferred)
  const basis = sum(group.transferred.map((property) => property.basis))
  const received = total(group.received) - liabilities
  const realized_gain = given - basis
  const deficiency = atLeastZero(given - received)
  const surplus = atLeastZero(received - given)
  const recognized_gain = lesser(atLeastZero(realized_gain), deficiency)
  const carried = basis + recognized_gain + surplus - deficiency + liabilities
  return {
    realized_gain,
    surplus,
    deficiency,
    recognized_gain,
    excess_liabilities_assumed: liabilities,
    basis_received: basisByValue(carried, group.received, `groups.${id}.received`),
  }
}

function total(properties: readonly { fmv: Money }[]): Money {
  return sum(properties.map(({ fmv }) => fmv))
}
