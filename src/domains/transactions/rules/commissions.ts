import { atLeastZero, lesser, type Money, sum } from '#lib/money.ts'
import { dollars, part, percent, type Rate, WHOLE } from './figures.ts'
import { type Figure, type Gross, grossOf } from './gross.ts'

/** Off the top of our side's commission, before anyone shares in it. */
export type Referral = { id: string; to: string } & ({ rate: Rate } | { amount: Money })

/** How an agent and the company share, in a year that begins on the agent's anniversary. */
export type Plan = {
  /** The agent's part of what they bring in, by what they brought in before in the year; the first begins at zero. */
  tiers: { from: Money; rate: Rate }[]
  /** What the company keeps of an agent in a year at most; null: no cap. */
  cap: Money | null
}
/** What an agent brought in, and what the company kept of it, earlier in the year. */
export type Progress = { brought_in: Money; kept: Money }
export const NO_PROGRESS: Progress = { brought_in: 0n, kept: 0n }

export type AgentShare = {
  agent_id: string
  name: string
  /** Of our side's commission after referrals and franchise fees; the shares of all agents add to one. */
  share: Rate
  /** Null: none on that day, and the company holds what the agent brings in. */
  plan: Plan | null
  progress: Progress
  /** Teammates, each with a part of what the agent gets. */
  team: { id: string; name: string; rate: Rate }[]
  /** What the agent pays out of their part to the company, such as a transaction fee. */
  deductions: { label: string; amount: Money }[]
}

export type Deal = {
  price: Money
  gross: Gross
  /** Of the gross commission, the listing side's; the rest is the selling side's. */
  listing_share: Rate
  /** Which side we represent. */
  side: 'listing' | 'selling' | 'both'
  /** Who represents the other side, where that is not us. */
  cooperating: string
  referrals: Referral[]
  franchise: { rate: Rate; at_most: Money | null } | null
  agents: AgentShare[]
}

export type Line = {
  id: string
  to: 'cooperating' | 'referral' | 'franchise' | 'company' | 'agent' | 'team'
  name: string
  /** The member who gets it. */
  user_id: string | null
  /** The agent of whose part it is; what is paid before agents share has none. */
  agent_id: string | null
  amount: Money
  /** How the figure comes about, step by step. */
  formula: string[]
  /** Of an agent's line: what the deal counts toward their year. */
  counts: Progress | null
}

export type Split = { gross: Figure; ours: Figure; lines: Line[] }

const NOBODY = { user_id: null, agent_id: null, counts: null }

/**
 * Who gets what of a commission. All lines add to the gross commission, to the cent: each figure is rounded half up, and
 * what is left goes to the last in line (the company after its agents, an agent after their team). What the company
 * keeps is a line for each agent, so that an agent can be shown theirs and not what another gets.
 */
export function splitCommission(deal: Deal): Split {
  const gross = grossOf(deal.price, deal.gross)
  const listing = part(gross.amount, deal.listing_share)
  const ours =
    deal.side === 'both' ? gross.amount : deal.side === 'listing' ? listing : gross.amount - listing
  const other = gross.amount - ours
  const rate = deal.side === 'listing' ? deal.listing_share : WHOLE - deal.listing_share
  const ourStep =
    deal.side === 'both' ? [] : [`${dollars(gross.amount)} × ${percent(rate)} = ${dollars(ours)}`]
  const cooperating: Line[] =
    other === 0n
      ? []
      : [
          {
            ...{ ...NOBODY, id: 'cooperating', to: 'cooperating', name: deal.cooperating, amount: other },
            formula: [
              ...gross.formula,
              `${dollars(gross.amount)} − our side ${dollars(ours)} = ${dollars(other)}`,
            ],
          },
        ]
  const referrals = referralLines(deal.referrals, ours)
  const afterReferrals = ours - total(referrals)
  const franchise = franchiseLines(deal, afterReferrals)
  const shared = afterReferrals - total(franchise)
  const agents = sharesOf(deal.agents, shared).flatMap(({ agent, amount }) =>
    agentLines(agent, amount, shared),
  )
  const company: Line = {
    ...{ ...NOBODY, id: 'company', to: 'company', name: 'Company', amount: shared },
    formula: [`No agent has a share: ${dollars(shared)}`],
  }
  const paid = deal.agents.length > 0 ? agents : [company]
  return {
    gross,
    ours: { amount: ours, formula: ourStep },
    lines: [...cooperating, ...referrals, ...franchise, ...paid],
  }
}

const total = (lines: Line[]) => sum(lines.map(({ amount }) => amount))

/** Each of our side's commission, in turn, as far as there is anything left. */
function referralLines(referrals: Referral[], ours: Money): Line[] {
  let left = atLeastZero(ours)
  return referrals.map((referral) => {
    const flat = 'amount' in referral
    const wanted = flat ? referral.amount : part(ours, referral.rate)
    const amount = lesser(wanted, left)
    left -= amount
    const step = flat
      ? `Flat ${dollars(wanted)}`
      : `${dollars(ours)} × ${percent(referral.rate)} = ${dollars(wanted)}`
    const limit = amount < wanted ? [`Only ${dollars(amount)} is left`] : []
    return {
      ...{ ...NOBODY, id: referral.id, to: 'referral', name: referral.to },
      ...{ amount, formula: [step, ...limit] },
    }
  })
}

function franchiseLines({ franchise }: Deal, base: Money): Line[] {
  if (!franchise || franchise.rate === 0n) return []
  const { rate, at_most } = franchise
  const whole = part(base, rate)
  const amount = at_most === null ? whole : lesser(whole, at_most)
  const limit = amount < whole ? [`At most ${dollars(amount)}`] : []
  const formula = [`${dollars(base)} × ${percent(rate)} = ${dollars(whole)}`, ...limit]
  return [{ ...NOBODY, id: 'franchise', to: 'franchise', name: 'Franchise fee', amount, formula }]
}

/** The shares of all agents add to what there is: the last gets the rest of the cents. */
function sharesOf(agents: AgentShare[], shared: Money): { agent: AgentShare; amount: Money }[] {
  let left = shared
  return agents.map((agent, place) => {
    const amount = place === agents.length - 1 ? left : lesser(part(shared, agent.share), left)
    left -= amount
    return { agent, amount }
  })
}

/** What an agent, their teammates and the company get of the agent's part. */
function agentLines(agent: AgentShare, brought: Money, shared: Money): Line[] {
  const { agent_id, name, plan, progress } = agent
  const { amount: wanted, formula: split } = companyPart(plan, progress, brought)
  const room = plan === null || plan.cap === null ? wanted : atLeastZero(plan.cap - progress.kept)
  const kept = lesser(wanted, room)
  const own = brought - kept
  const share =
    agent.share === WHOLE ? [] : [`${dollars(shared)} × ${percent(agent.share)} = ${dollars(brought)}`]
  const capped =
    kept < wanted ? [`Cap reached: the company keeps ${dollars(kept)} of ${dollars(wanted)}`] : []
  const team = teamLines(agent, own)
  const given = total(team)
  const fees = feesOf(agent.deductions, own - given)
  const paid = sum(fees.map(({ amount }) => amount))
  const net = own - given - paid
  const less = [
    ...(given > 0n ? [`− team ${dollars(given)}`] : []),
    ...fees.map(({ label, amount }) => `− ${label} ${dollars(amount)}`),
  ]
  const line: Line = {
    ...{ id: agent_id, to: 'agent', name, user_id: agent_id, agent_id, amount: net },
    formula: [
      ...share,
      ...split,
      ...capped,
      `${dollars(brought)} − company ${dollars(kept)} = ${dollars(own)}`,
      ...(less.length > 0 ? [`${dollars(own)} ${less.join(' ')} = ${dollars(net)}`] : []),
    ],
    counts: { brought_in: brought, kept },
  }
  const company: Line = {
    ...{ id: `company ${agent_id}`, to: 'company', name: 'Company', user_id: null, agent_id },
    ...{ amount: kept + paid, counts: null },
    formula: [
      ...capped,
      [dollars(kept), ...fees.map(({ label, amount }) => `${label} ${dollars(amount)}`)].join(' + ') +
        (fees.length > 0 ? ` = ${dollars(kept + paid)}` : ` of ${name}’s ${dollars(brought)}`),
    ],
  }
  return [line, ...team, company]
}

function teamLines({ agent_id, team }: AgentShare, own: Money): Line[] {
  let left = own
  return team.map(({ id, name, rate }) => {
    const amount = lesser(part(own, rate), left)
    left -= amount
    return {
      ...{ id: `${agent_id} ${id}`, to: 'team', name, user_id: id, agent_id, amount, counts: null },
      formula: [`${dollars(own)} × ${percent(rate)} = ${dollars(amount)}`],
    }
  })
}

/** A fee is taken as far as the agent gets anything: nobody owes money for a sale. */
function feesOf(deductions: AgentShare['deductions'], left: Money): AgentShare['deductions'] {
  let rest = left
  return deductions.map(({ label, amount }) => {
    const taken = lesser(amount, rest)
    rest -= taken
    return { label, amount: taken }
  })
}

/** What the company would keep without a cap: each part of what was brought in by the tier that it falls into. */
function companyPart(plan: Plan | null, { brought_in }: Progress, brought: Money) {
  if (!plan) return { amount: brought, formula: ['No commission plan on this day: the company holds it'] }
  const formula: string[] = []
  let agents = 0n
  for (const [place, { from, rate }] of plan.tiers.entries()) {
    const until = plan.tiers[place + 1]?.from
    const start = from > brought_in ? from : brought_in
    const end = until === undefined ? brought_in + brought : lesser(until, brought_in + brought)
    const slice = atLeastZero(end - start)
    if (slice === 0n) continue
    const amount = part(slice, rate)
    agents += amount
    formula.push(`Agent’s part: ${dollars(slice)} × ${percent(rate)} = ${dollars(amount)}`)
  }
  // Halves of a cent that were rounded up in two tiers are no more than there is.
  return { amount: atLeastZero(brought - agents), formula }
}
