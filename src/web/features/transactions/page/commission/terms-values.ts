import type { Commission, CommissionTerms } from '#domains/transactions/commissions/schema.ts'
import { percentOf, rateOf } from './percent.ts'

type Terms = NonNullable<Commission['terms']>
type Deduction = { label: string; amount: string }
export type AgentValues = {
  user_id: string | null
  share: number | string
  team: { user_id: string | null; rate: number | string }[]
  deductions: Deduction[]
}

/** The terms as they are typed: rates in percent, empty where nothing is said. */
export type TermsValues = {
  kind: 'rate' | 'flat' | 'tiered'
  rate: number | string
  amount: string
  tiers: { up_to: string; rate: number | string }[]
  paid_by: 'seller' | 'buyer'
  listing_share: number | string
  referrals: { contact_id: string | null; kind: 'rate' | 'amount'; value: number | string }[]
  sharing: 'deal' | 'named'
  agents: AgentValues[]
  /** Of a closed deal. */
  reason: string
}

export const NEW_AGENT: AgentValues = { user_id: null, share: '', team: [], deductions: [] }

export function valuesOf({ gross, paid_by, listing_share, referrals, agents }: Terms): TermsValues {
  return {
    ...{ kind: gross.kind, paid_by, listing_share: percentOf(listing_share) },
    rate: gross.kind === 'rate' && gross.rate !== null ? percentOf(gross.rate) : '',
    amount: gross.kind === 'flat' ? gross.amount : '',
    tiers: (gross.kind === 'tiered' ? gross.tiers : []).map(({ up_to, rate }) => ({
      ...{ up_to: up_to ?? '', rate: percentOf(rate) },
    })),
    referrals: referrals.map(({ contact_id, rate, amount }) => ({
      ...{ contact_id, kind: amount === null ? ('rate' as const) : ('amount' as const) },
      value: amount ?? percentOf(rate ?? 0),
    })),
    sharing: agents ? 'named' : 'deal',
    reason: '',
    agents: (agents ?? []).map(({ user_id, share, team, deductions }) => ({
      ...{ user_id, share: percentOf(share), deductions },
      team: team.map((mate) => ({ user_id: mate.user_id, rate: percentOf(mate.rate) })),
    })),
  }
}

export function termsOf(values: TermsValues): CommissionTerms {
  const { paid_by, listing_share, referrals, sharing, agents, reason } = values
  return {
    ...(reason && { reason }),
    ...{ gross: grossOf(values), paid_by, listing_share: rateOf(listing_share) },
    referrals: referrals.map(({ contact_id, kind, value }) => ({
      contact_id: contact_id ?? '',
      ...(kind === 'rate' ? { rate: rateOf(value) } : { amount: String(value) }),
    })) as CommissionTerms['referrals'],
    agents:
      sharing === 'deal'
        ? null
        : agents.map(({ user_id, share, team, deductions }) => ({
            ...{ user_id: user_id ?? '', share: rateOf(share), deductions },
            team: team.map((mate) => ({ user_id: mate.user_id ?? '', rate: rateOf(mate.rate) })),
          })),
  }
}

function grossOf({ kind, rate, amount, tiers }: TermsValues): CommissionTerms['gross'] {
  if (kind === 'flat') return { kind, amount }
  if (kind === 'rate') return { kind, rate: rate === '' ? null : rateOf(rate) }
  return { kind, tiers: tiers.map((tier) => ({ up_to: tier.up_to || null, rate: rateOf(tier.rate) })) }
}

/** What doesn't add up yet, as it is typed. */
export function warningOf({ sharing, agents }: TermsValues): string | null {
  if (sharing === 'deal') return null
  const whole = agents.reduce((all, { share }) => all + Math.round(Number(share) * 10_000), 0)
  if (whole !== 1_000_000) return `The shares add to ${whole / 10_000}%. They have to add to 100%.`
  const team = agents.find(({ team }) => team.reduce((all, { rate }) => all + Number(rate), 0) > 100)
  return team ? 'A team can’t get more than 100% of its agent’s part.' : null
}
