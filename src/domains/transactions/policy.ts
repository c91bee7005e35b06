import { type Actor, may } from '#lib/actor.ts'

type Kept = { mine: boolean; archived_at: string | null }
type Staged = Kept & { stage: string; status: string }

/** People who edit deals edit those that they work on; the deals of others need a permission of its own. */
export function mayWorkOn(actor: Actor, { mine }: Pick<Kept, 'mine'>): boolean {
  return may(actor, 'transactions.edit') && (mine || may(actor, 'transactions.edit_all'))
}

/** An archived deal stays as it is. */
export function mayEdit(actor: Actor, deal: Kept): boolean {
  return mayWorkOn(actor, deal) && !deal.archived_at
}

/** Who reviews required documents does so for every deal that they see, until it is archived. */
export function mayReview(actor: Actor, { archived_at }: Pick<Kept, 'archived_at'>): boolean {
  return may(actor, 'transactions.review') && !archived_at
}

/** What a deal's page offers to this person. */
export function rightsOf(actor: Actor, deal: Staged) {
  const ended = deal.stage === 'closed' || deal.stage === 'cancelled'
  return {
    edit: mayEdit(actor, deal),
    reopen: ended && mayEdit(actor, deal),
    archive: deal.status !== 'pending' && mayWorkOn(actor, deal),
    review: mayReview(actor, deal),
  }
}

/** The deal's own agents, the member who created it, and those who manage commissions. */
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
