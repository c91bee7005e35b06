import type { CivilDate } from '#lib/dates.ts'

/** Something that must be in order before an exchange is activated: the field that it is about, and what to do. */
export type Obstacle = {
  field: string
  text: string
  /** The property that it is about. */
  exchange_property_id: string | null
}

/** Of the exchange itself. */
type Own = Omit<Obstacle, 'exchange_property_id'>

export type OpeningFacts = {
  client_id: string
  intermediary_id: string | null
  agreement_signed_on: CivilDate | null
  /** Every relinquished property, with its address. */
  relinquished: {
    id: string
    address: string
    assigned_on: CivilDate | null
    parties_notified_on: CivilDate | null
    transferred_on: CivilDate | null
  }[]
}

/**
 * What stands in the way of the safe harbor of a qualified intermediary at the opening of an exchange: a written agreement
 * before the first transfer, and for each relinquished property the assignment of the contract with written notice to all
 * of its parties on or before the transfer (26 CFR 1.1031(k)-1(g)(4)(ii)-(v)).
 */
export function obstaclesTo(facts: OpeningFacts): Obstacle[] {
  const { relinquished, agreement_signed_on: signed, client_id, intermediary_id } = facts
  const transfers = relinquished.map(({ transferred_on }) => transferred_on).filter((day) => day !== null)
  const first = transfers.toSorted()[0]
  const own: (Own | false)[] = [
    client_id === intermediary_id && {
      field: 'intermediary_id',
      text: 'The taxpayer can’t be their own intermediary.',
    },
    relinquished.length === 0 && { field: 'properties', text: 'Add the relinquished property.' },
    !signed && {
      field: 'agreement_signed_on',
      text: 'Enter the day on which the exchange agreement was signed.',
    },
    signed !== null &&
      first !== undefined &&
      signed > first && {
        field: 'agreement_signed_on',
        text: `The exchange agreement was signed after the first transfer on ${first}. It must come before.`,
      },
  ]
  return [
    ...own.filter((one) => one !== false).map((one) => ({ ...one, exchange_property_id: null })),
    ...relinquished.flatMap((property) => assignmentObstacles(property)),
  ]
}

function assignmentObstacles(property: OpeningFacts['relinquished'][number]): Obstacle[] {
  const { id: exchange_property_id, address, assigned_on, parties_notified_on, transferred_on } = property
  const late = (day: CivilDate | null) => day !== null && transferred_on !== null && day > transferred_on
  const all: (Own | false)[] = [
    !assigned_on && { field: 'assigned_on', text: `Assign the contract for ${address} to the intermediary.` },
    !parties_notified_on && {
      field: 'parties_notified_on',
      text: `Notify all parties of the contract for ${address} of the assignment in writing.`,
    },
    (late(assigned_on) || late(parties_notified_on)) && {
      field: 'parties_notified_on',
      text: `The assignment for ${address} and its notice must come on or before the transfer on ${transferred_on}.`,
    },
  ]
  return all.filter((one) => one !== false).map((one) => ({ ...one, exchange_property_id }))
}
