import { addDays, type CivilDate } from '#lib/dates.ts'

export type EndingFacts = {
  /** On the calendar of the exchange. */
  day: CivilDate
  clock_start: CivilDate | null
  identification_deadline: CivilDate | null
  exchange_deadline: CivilDate | null
  /** How many replacement properties were received, and whether a notice identifies any. */
  received: number
  identified: number
  /** Whether the exchange still holds money. */
  holds_money: boolean
}

const MONEY =
  'The exchange still holds money. Pay it out first: for a property, or to the taxpayer once that is lawful.'

/** Why an exchange can't be completed now; null where it can. */
export function completionObstacle({ clock_start, received, holds_money }: EndingFacts): string | null {
  if (!clock_start) return 'Nothing has been transferred yet. Cancel the exchange instead.'
  if (received === 0)
    return 'No replacement property has been received. Record the exchange as failed instead.'
  return holds_money ? MONEY : null
}

/**
 * Why an exchange hasn't failed yet; null where it has: nothing was identified in its period, or nothing was received in the
 * exchange period. Until then it can still succeed (26 CFR 1.1031(k)-1(g)(6)).
 */
export function failureObstacle(facts: EndingFacts): string | null {
  const { day, clock_start, identification_deadline, exchange_deadline, received, identified, holds_money } =
    facts
  if (!clock_start || !identification_deadline || !exchange_deadline)
    return 'Nothing has been transferred yet. Cancel the exchange instead.'
  if (received > 0) return 'A replacement property was received. Complete the exchange instead.'
  const from = addDays(identified === 0 ? identification_deadline : exchange_deadline, 1)
  if (day < from)
    return identified === 0
      ? `Property can still be identified. Without any, the exchange has failed on ${from}.`
      : `What was identified can still be received. The exchange has failed on ${from}.`
  return holds_money ? MONEY : null
}
