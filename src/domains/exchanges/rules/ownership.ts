import { z } from 'zod'
import { facts, flag, list, name, percent } from './fields.ts'
import { because, type Finding } from './finding.ts'

const holding = facts({ owner: name, entity: name, percent })
const relation = facts({
  one: name,
  other: name,
  relation: z.enum(
    ['spouse', 'sibling', 'ancestor', 'descendant'],
    'must be spouse, sibling, ancestor or descendant',
  ),
})

export const constructiveOwnershipInput = facts({
  person: name,
  entity: name,
  holdings: list(holding),
  family: list(relation).nullish(),
})

type Holding = z.output<typeof holding>

/**
 * What share of an entity a person is treated as owning under IRC 267(c): its own, its family's, and its part
 * of what the entities it owns hold. What is owned through family is not passed on to the family's family
 * (267(c)(5)).
 */
export function constructiveOwnership(input: z.output<typeof constructiveOwnershipInput>) {
  const held = ownershipIn(input.holdings)
  const family = familyOf(input)
  const direct_percent = held(input.person, input.entity)
  const through_family = [...family].map((member) => ({ owner: member, percent: held(member, input.entity) }))
  const constructive_percent = withFamily(held, input.person, input.entity, family)
  return {
    outcome: {
      direct_percent,
      constructive_percent,
      through_family: through_family.filter((member) => member.percent > 0),
      over_10_percent: constructive_percent > 10,
      over_50_percent: constructive_percent > 50,
    },
    reasons: [
      because(
        'constructive_ownership',
        'IRC 267(c); 26 CFR 1.1031(k)-1(k)(3)',
        'Own shares, shares of spouse, siblings, ancestors and descendants, and the part of what owned entities hold.',
        ['person', 'entity', 'holdings', 'family'],
      ),
    ],
    missing: [],
    flags: [
      'Attribution between partners (IRC 267(c)(3)), options and trusts with contingent interests are for counsel.',
    ],
  } satisfies Finding<unknown>
}

/** Both ends of a relation are family of each other; the percentages of either count for the other. */
function familyOf({ person, family }: z.output<typeof constructiveOwnershipInput>): Set<string> {
  const related = (family ?? []).flatMap(({ one, other }) =>
    one === person ? [other] : other === person ? [one] : [],
  )
  return new Set(related.filter((member) => member !== person))
}

/** The share of an entity that an owner holds, also through others, in percent. */
export type Held = (owner: string, entity: string) => number

/** Percentages multiply along a chain of entities and add over chains; a ring of entities is walked once. */
export function ownershipIn(holdings: readonly Holding[]): Held {
  const holdingsOf = Map.groupBy(holdings, ({ owner }) => owner)
  const walk = (owner: string, entity: string, known: Map<string, number>): number => {
    const before = known.get(owner)
    if (before !== undefined) return before
    known.set(owner, 0)
    const share = (holdingsOf.get(owner) ?? []).reduce((share, one) => {
      const of = one.entity === entity ? 100 : walk(one.entity, entity, known)
      return share + (one.percent * of) / 100
    }, 0)
    known.set(owner, share)
    return share
  }
  const answers = new Map<string, number>()
  return (owner, entity) => {
    const key = JSON.stringify([owner, entity])
    const before = answers.get(key)
    if (before !== undefined) return before
    const share = walk(owner, entity, new Map())
    answers.set(key, share)
    return share
  }
}

/** With what their family holds, to a millionth of a percent, and 100 at most. */
export function withFamily(held: Held, person: string, entity: string, family: Iterable<string>): number {
  let total = held(person, entity)
  for (const member of family) total += held(member, entity)
  return Math.min(100, Math.round(total * 1e6) / 1e6)
}

export const relatedPersonInput = facts({
  family_member: flag,
  ownership_percent_between: percent,
  /**
   * A fiduciary, grantor or beneficiary of one trust, an executor and beneficiary, or an exempt organization
   * controlled.
   */
  other_267b_relationship: flag.nullish(),
})

/**
 * Whether two persons are related for IRC 1031(f): more than 50 percent. It is not the 10 percent of (k)(3).
 */
export function relatedPerson(input: z.output<typeof relatedPersonInput>) {
  const byOwnership = input.ownership_percent_between > 50
  const related = input.family_member || byOwnership || Boolean(input.other_267b_relationship)
  return {
    outcome: {
      related_for_1031f: related,
      disqualified_by_10_percent: input.family_member || input.ownership_percent_between > 10,
    },
    reasons: [
      because(
        'related_person',
        'IRC 1031(f)(3), 267(b), 707(b)(1)',
        related
          ? 'Related: the two-year rule of IRC 1031(f) applies.'
          : 'Not family, and no more than 50 percent.',
        ['family_member', 'ownership_percent_between', 'other_267b_relationship'],
      ),
    ],
    missing: [],
    flags: [],
  } satisfies Finding<unknown>
}
