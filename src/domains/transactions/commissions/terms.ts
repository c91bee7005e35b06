import { centsOf, rateOf } from '#domains/transactions/rules/figures.ts'
import type { Gross } from '#domains/transactions/rules/gross.ts'
import type { Side, Transaction } from '#domains/transactions/schema.ts'
import type { StoredTerms } from './queries.ts'
import type { AgentTerms, CommissionTerms } from './schema.ts'

/** What of a deal decides its commission. */
export type Priced = Pick<
  Transaction,
  'side' | 'status' | 'sale_price' | 'listing_agent_id' | 'selling_agent_id' | 'commission_rate'
>

/**
 * What holds where nothing else was agreed. A listing agreement names what both sides get, half of it for the buyer’s
 * broker; who works for a buyer is paid by their agreement with the buyer, so that all of the rate is ours.
 */
export const USUAL_LISTING_SHARE: Record<Side, number> = { listing: 0.5, both: 0.5, selling: 0 }

/** The terms without their referrals, which are records of their own. */
export type Terms = Omit<CommissionTerms, 'referrals' | 'reason'>

export function termsOf(deal: Priced, stored: StoredTerms | undefined): Terms {
  const rate = { kind: 'rate', rate: deal.commission_rate } as const
  if (!stored)
    return { gross: rate, paid_by: 'seller', listing_share: USUAL_LISTING_SHARE[deal.side], agents: null }
  const { gross_kind, flat_amount, tiers, paid_by, listing_share, agents } = stored
  const gross =
    gross_kind === 'flat'
      ? ({ kind: 'flat', amount: flat_amount ?? '0.00' } as const)
      : gross_kind === 'tiered'
        ? ({ kind: 'tiered', tiers } as const)
        : rate
  return { gross, paid_by, listing_share: Number(listing_share), agents }
}

/** The gross commission as the rules take it; null while there is no rate or no price to compute it from. */
export function grossTermsOf({ gross }: Terms, sale_price: string | null): Gross | null {
  if (gross.kind === 'flat') return { kind: 'flat', amount: centsOf(gross.amount) }
  if (sale_price === null) return null
  if (gross.kind === 'rate') return gross.rate === null ? null : { kind: 'rate', rate: rateOf(gross.rate) }
  return {
    kind: 'tiered',
    tiers: gross.tiers.map(({ up_to, rate }) => ({
      up_to: up_to === null ? null : centsOf(up_to),
      rate: rateOf(rate),
    })),
  }
}

/** The agents who share: those of the terms, or those of the deal, each with their side's part. */
export function sharersOf(deal: Priced, { agents, listing_share }: Terms): AgentTerms[] {
  if (agents) return agents
  const whole = (user_id: string, share: number) => ({ user_id, share, team: [], deductions: [] })
  const { listing_agent_id, selling_agent_id, side } = deal
  const listing = side === 'selling' ? null : listing_agent_id
  const selling = side === 'listing' ? null : selling_agent_id
  if (listing && selling && listing !== selling)
    return [whole(listing, listing_share), whole(selling, 1 - listing_share)]
  const only = listing ?? selling
  return only ? [whole(only, 1)] : []
}

/** What people should look at, in sentences. */
export function warningsOf(deal: Priced, terms: Terms, nameOf: (user_id: string) => string): string[] {
  const sharers = sharersOf(deal, terms)
  const { side, listing_agent_id, selling_agent_id } = deal
  const agents = [side === 'selling' ? null : listing_agent_id, side === 'listing' ? null : selling_agent_id]
  const left_out = [...new Set(agents)].filter(
    (user_id) => user_id && !sharers.some((one) => one.user_id === user_id),
  )
  const counts = deal.status === 'pending' || deal.status === 'closed'
  if (!counts) return []
  return [
    ...(sharers.length === 0 ? ['No agent has a share of this commission.'] : []),
    ...left_out.map((user_id) => `${nameOf(user_id ?? '')} is an agent of this deal and has no share.`),
    ...(terms.gross.kind === 'rate' && terms.gross.rate === null
      ? ['Enter the commission rate to compute who is paid.']
      : []),
    ...(deal.sale_price === null && terms.gross.kind !== 'flat'
      ? ['Enter the sale price to compute who is paid.']
      : []),
  ]
}
