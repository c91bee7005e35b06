import { type Actor, may } from '#lib/actor.ts'

type Kept = { stage: string; archived_at: string | null }

/** Everyone who sees a deal and may edit deals edits it, until it is archived. */
export function mayEdit(actor: Actor, { archived_at }: Kept): boolean {
  return may(actor, 'transactions.edit') && !archived_at
}

/** Who reviews required documents does so for every deal that they see, until it is archived. */
export function mayReview(actor: Actor, { archived_at }: Pick<Kept, 'archived_at'>): boolean {
  return may(actor, 'transactions.review') && !archived_at
}

/** What a deal's page offers to this person. */
export function rightsOf(actor: Actor, deal: Kept) {
  const ended = deal.stage === 'closed' || deal.stage === 'cancelled'
  return {
    edit: mayEdit(actor, deal),
    reopen: ended && mayEdit(actor, deal),
    archive: ended && may(actor, 'transactions.edit'),
    review: mayReview(actor, deal),
  }
}

/** The deal's own agents, whoever created it, and those who manage commissions. */
export function mayAmend(
  actor: Actor,
  deal: Kept & {
    listing_agent_id: string | null
    selling_agent_id: string | null
    created_by: string | null
  },
): boolean {
  const own = [deal.listing_agent_id, deal.selling_agent_id, deal.created_by].includes(actor.user_id)
  return mayEdit(actor, deal) && (own || may(actor, 'transactions.manage_commissions'))
}
