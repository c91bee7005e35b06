import { addYears, type CivilDate } from '#lib/dates.ts'
import { type Deal, NO_PROGRESS, type Progress, type Split, splitCommission } from './commissions.ts'

/** A deal that counts toward its agents' caps on a day: the day it closed, or is expected to. */
export type DatedDeal = Omit<Deal, 'agents'> & {
  id: string
  day: CivilDate
  closed: boolean
  /** Each with the day and month on which their year begins, by the plan of that day. */
  agents: (Omit<Deal['agents'][number], 'progress'> & { anniversary: CivilDate })[]
}

/** The day on which an agent's year began that this day is in. The anniversary of February 29 is March 1 in other years. */
export function yearBegan(anniversary: CivilDate, day: CivilDate): CivilDate {
  const years = Number(day.slice(0, 4)) - Number(anniversary.slice(0, 4))
  const this_year = addYears(anniversary, years)
  return this_year <= day ? this_year : addYears(anniversary, years - 1)
}

/**
 * Splits the commissions of all deals of an organization in the order in which they count: what closed, by its day, and
 * then what is pending, by the day it is expected. A deal that closes, changes or falls through changes all that come
 * after it, and every pending figure is what it would be today.
 */
export function replayCommissions(deals: DatedDeal[]): Map<string, Split> {
  const order = deals.toSorted(
    (a, b) => Number(b.closed) - Number(a.closed) || a.day.localeCompare(b.day) || a.id.localeCompare(b.id),
  )
  const progress = new Map<string, Progress>()
  return new Map(
    order.map((deal) => {
      const keys = deal.agents.map(
        ({ agent_id, anniversary }) => `${agent_id} ${yearBegan(anniversary, deal.day)}`,
      )
      const agents = deal.agents.map((agent, place) => ({
        ...agent,
        progress: progress.get(keys[place] ?? '') ?? NO_PROGRESS,
      }))
      const split = splitCommission({ ...deal, agents })
      for (const [place, agent] of agents.entries()) {
        const counts = split.lines.find(({ id }) => id === agent.agent_id)?.counts
        if (counts) progress.set(keys[place] ?? '', added(agent.progress, counts))
      }
      return [deal.id, split] as const
    }),
  )
}

function added(one: Progress, other: Progress): Progress {
  return { brought_in: one.brought_in + other.brought_in, kept: one.kept + other.kept }
}
