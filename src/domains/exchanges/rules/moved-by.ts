import { type CivilDate, earliest } from '#lib/dates.ts'
import { type ClockFacts, type ClockKind, limitOf } from './clocks.ts'

type FactName = 'first_transfer' | 'return_due_date' | 'parked_on' | 'disaster_relief'
/** A fact behind a deadline that differs: what it was, and what it is. Disaster relief is the days of the disasters. */
export type MovedBy = { fact: FactName; from: string | null; to: string | null }

const BEHIND: Record<ClockKind, FactName[]> = {
  identification: ['first_transfer', 'disaster_relief'],
  exchange: ['first_transfer', 'return_due_date', 'disaster_relief'],
  parking_agreement: ['parked_on'],
  parking_identification: ['parked_on', 'disaster_relief'],
  parking: ['parked_on', 'disaster_relief'],
}

/**
 * Which facts moved a deadline of this kind, between two of its versions. Relief is limited by the return, so where none of
 * the facts that are nearest differs, all that do are named.
 */
export function movedBy(kind: ClockKind, before: ClockFacts | null, after: ClockFacts): MovedBy[] {
  const [was, is] = [factsOf(before), factsOf(after)]
  const differ = (Object.keys(is) as FactName[])
    .filter((fact) => was[fact] !== is[fact])
    .map((fact) => ({ fact, from: was[fact], to: is[fact] }))
  const near = differ.filter(({ fact }) => BEHIND[kind].includes(fact))
  return near.length > 0 ? near : differ
}

function factsOf(facts: ClockFacts | null): Record<FactName, string | null> {
  const [first, ...others] = facts?.transfers ?? []
  return {
    first_transfer: first === undefined ? null : earliest(first, ...others),
    return_due_date: limitOf(facts?.return ?? null),
    parked_on: facts?.parked_on ?? null,
    disaster_relief: daysOf(facts?.disasters.map(({ disaster_date }) => disaster_date) ?? []),
  }
}

function daysOf(days: CivilDate[]): string | null {
  return days.length > 0 ? days.toSorted().join(', ') : null
}
