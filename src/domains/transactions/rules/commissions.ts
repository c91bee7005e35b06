import { atLeastZero, fraction, lesser, type Money, sum } from '#lib/money.ts'

/** A part of one in millionths, as `numeric(7,6)` keeps it: 3% is 30_000n. */
export type Rate = bigint
export const WHOLE: Rate = 1_000_000n

/** What is paid for the sale as a whole, both sides together. */
export type Gross =
  | { kind: 'rate'; rate: Rate }
  | { kind: 'flat'; amount: Money }
  /** Each part of the price at the rate of its tier: 6% of the first $500,000, 4% of the rest. */
  | { kind: 'tiered'; tiers: { up_to: Money | null; rate: Rate }[] }

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
  plan: Plan
  progress: Progress
  /** Teammates, each with a part of what the agent gets. */
  team: { id: string; name: string; rate: Rate }[]
  /** What the agent pays out of their part, such as a transaction fee to the company. */
  deductions: { id: string; label: string; amount: Money }[]
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
  amount: Money
  /** How the figure comes about, step by step. */
  formula: string[]
}

export type Split = { gross: Money; ours: Money; lines: Line[]; progress: Map<string, Progress> }

const dollars = (cents: Money) =>
  `${cents < 0n ? '-' : ''}$${(cents < 0n ? -cents : cents)
    .toString()
    .padStart(3, '0')
    .replace(
      /(\d+)(\d\d)$/,
      (_, whole: string, rest: string) => `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${rest}`,
    )}`
const percent = (rate: Rate) => `${Number(rate) / 10_000}%`
const part = (amount: Money, rate: Rate) => fraction(amount, rate, WHOLE)

/**
 * Who gets what of a commission. All lines add to the gross commission, to the cent: each figure is rounded half up, and
 * what is left goes to whoever comes last (the company after its agents, an agent after their team).
 */
export function splitCommission(deal: Deal): Split {
  const gross = grossOf(deal)
  const listing = part(gross.amount, deal.listing_share)
  const ours =
    deal.side === 'both' ? gross.amount : deal.side === 'listing' ? listing : gross.amount - listing
  const lines: Line[] = []
  if (ours !== gross.amount)
    lines.push({
      ...{ id: 'cooperating', to: 'cooperating', name: deal.cooperating, amount: gross.amount - ours },
      formula: [
        ...gross.formula,
        `${dollars(gross.amount)} − our side ${dollars(ours)} = ${dollars(gross.amount - ours)}`,
      ],
    })
  const referrals = deal.referrals.map((one) => referralOf(one, ours))
  const afterReferrals = ours - sum(referrals.map(({ amount }) => amount))
  const franchise = franchiseOf(deal, afterReferrals)
  const shared = afterReferrals - (franchise?.amount ?? 0n)
  lines.push(...referrals, ...(franchise ? [franchise] : []))
  const agents = sharesOf(deal.agents, shared).map(({ agent, amount }) => agentLines(agent, amount, shared))
  lines.push(...agents.flatMap((one) => one.lines))
  const company = gross.amount - sum(lines.map(({ amount }) => amount))
  const paid = agents.map(({ company: kept }) => dollars(kept)).join(' + ')
  lines.push({
    ...{ id: 'company', to: 'company', name: 'Company', amount: company },
    formula: [`${paid || dollars(shared)} = ${dollars(company)}`],
  })
  return { gross: gross.amount, ours, lines, progress: new Map(agents.map((one) => [one.id, one.progress])) }
}

function grossOf({ price, gross }: Deal): { amount: Money; formula: string[] } {
  if (gross.kind === 'flat') return { amount: gross.amount, formula: [`Flat ${dollars(gross.amount)}`] }
  if (gross.kind === 'rate') {
    const amount = part(price, gross.rate)
    return { amount, formula: [`${dollars(price)} × ${percent(gross.rate)} = ${dollars(amount)}`] }
  }
  let below = 0n
  const steps = gross.tiers.map(({ up_to, rate }) => {
    const top = up_to === null ? price : lesser(price, up_to)
    const slice = atLeastZero(top - below)
    below = top > below ? top : below
    return {
      amount: part(slice, rate),
      formula: `${dollars(slice)} × ${percent(rate)} = ${dollars(part(slice, rate))}`,
    }
  })
  return { amount: sum(steps.map(({ amount }) => amount)), formula: steps.map(({ formula }) => formula) }
}

function referralOf(referral: Referral, ours: Money): Line {
  const { id, to } = referral
  const flat = 'amount' in referral
  const amount = lesser(flat ? referral.amount : part(ours, referral.rate), atLeastZero(ours))
  const formula = flat
    ? `Flat ${dollars(amount)}`
    : `${dollars(ours)} × ${percent(referral.rate)} = ${dollars(amount)}`
  return { id, to: 'referral', name: to, amount, formula: [formula] }
}

function franchiseOf({ franchise }: Deal, base: Money): Line | null {
  if (!franchise) return null
  const { rate, at_most } = franchise
  const whole = part(base, rate)
  const amount = at_most === null ? whole : lesser(whole, at_most)
  const limit = amount < whole ? [`At most ${dollars(amount)}`] : []
  const formula = [`${dollars(base)} × ${percent(rate)} = ${dollars(whole)}`, ...limit]
  return { id: 'franchise', to: 'franchise', name: 'Franchise fee', amount, formula }
}

/** The shares of all agents add to what there is: the last gets the rest of the cents. */
function sharesOf(agents: AgentShare[], shared: Money): { agent: AgentShare; amount: Money }[] {
  let left = shared
  return agents.map((agent, place) => {
    const amount = place === agents.length - 1 ? left : part(shared, agent.share)
    left -= amount
    return { agent, amount }
  })
}

function agentLines(agent: AgentShare, brought: Money, shared: Money) {
  const { agent_id: id, name, plan, progress, team, deductions } = agent
  const { amount: wanted, formula: split } = companyPart(plan, progress, brought)
  const room = plan.cap === null ? wanted : atLeastZero(plan.cap - progress.kept)
  const kept = lesser(wanted, room)
  const own = brought - kept
  const formula = [
    ...(agent.share === WHOLE ? [] : [`${dollars(shared)} × ${percent(agent.share)} = ${dollars(brought)}`]),
    ...split,
    ...(kept < wanted ? [`Cap reached: the company keeps ${dollars(kept)} of ${dollars(wanted)}`] : []),
    `${dollars(brought)} − ${dollars(kept)} = ${dollars(own)}`,
  ]
  const mates: Line[] = team.map((mate) => {
    const amount = part(own, mate.rate)
    const share = `${dollars(own)} × ${percent(mate.rate)} = ${dollars(amount)}`
    return { id: `${id} ${mate.id}`, to: 'team', name: mate.name, amount, formula: [share] }
  })
  const paid = sum(deductions.map(({ amount }) => amount))
  const given = sum(mates.map(({ amount }) => amount))
  const less = [
    ...(given > 0n ? [`− team ${dollars(given)}`] : []),
    ...deductions.map(({ label, amount }) => `− ${label} ${dollars(amount)}`),
  ]
  const net = own - given - paid
  const line: Line = {
    ...{ id, to: 'agent', name, amount: net },
    formula: less.length > 0 ? [...formula, `${dollars(own)} ${less.join(' ')} = ${dollars(net)}`] : formula,
  }
  return {
    ...{ id, company: kept + paid, lines: [line, ...mates] },
    progress: { brought_in: progress.brought_in + brought, kept: progress.kept + kept },
  }
}

/** What the company would keep without a cap: each part of what was brought in by the tier that it falls into. */
function companyPart({ tiers }: Plan, { brought_in }: Progress, brought: Money) {
  const formula: string[] = []
  let agents = 0n
  for (const [place, { from, rate }] of tiers.entries()) {
    const until = tiers[place + 1]?.from
    const start = from > brought_in ? from : brought_in
    const end = until === undefined ? brought_in + brought : lesser(until, brought_in + brought)
    const slice = atLeastZero(end - start)
    if (slice === 0n) continue
    const amount = part(slice, rate)
    agents += amount
    formula.push(`Agent’s part: ${dollars(slice)} × ${percent(rate)} = ${dollars(amount)}`)
  }
  return { amount: brought - agents, formula }
}
