import { addYears, type CivilDate } from '#lib/dates.ts'
import { type Deal, NO_PROGRESS, type Progress, type Split, splitCommission } from './commissions.ts'

/** A deal that counts toward its agents' caps on a day: the day it closed, or is expected to. */
export type DatedDeal = Omit<Deal, 'agents'> & {
  id: string
  day: CivilDate
  closed: boolean
  agents: Omit<Deal['agents'][number], 'progress'>[]
}

/** The day on which an agent's year began that this day is in. The anniversary of February 29 is March 1 in other years. */
export function yearBegan(anniversary: CivilDate, day: CivilDate): CivilDate {
  const years = Number(day.slice(0, 4)) - Number(anniversary.slice(0, 4))
  const this_year = addYears(anniversary, years)
  return this_year <= day ? this_year : addYears(anniversary, years - 1)
}

/**
 * Splits the commissions of all deals of an organization in the order in which they count: what closed, by its day, and
 * then what is pending, by the day it is expected. So a deal that closes, changes or falls through is told apart from
 * all that come after it, and every pending figure is what it would be today.
 */
export function replayCommissions(
  deals: DatedDeal[],
  anniversaryOf: (agent_id: string) => CivilDate,
): Map<string, Split> {
  const order = deals.toSorted(
    (a, b) => Number(b.closed) - Number(a.closed) || a.day.localeCompare(b.day) || a.id.localeCompare(b.id),
  )
  const progress = new Map<string, Progress>()
  const keyOf = (agent_id: string, day: CivilDate) => `${agent_id} ${yearBegan(anniversaryOf(agent_id), day)}`
  return new Map(
    order.map((deal) => {
      const agents = deal.agents.map((agent) => ({
        ...agent,
        progress: progress.get(keyOf(agent.agent_id, deal.day)) ?? NO_PROGRESS,
      }))
      const split = splitCommission({ ...deal, agents })
      for (const [agent_id, now] of split.progress) progress.set(keyOf(agent_id, deal.day), now)
      return [deal.id, split] as const
    }),
  )
}
