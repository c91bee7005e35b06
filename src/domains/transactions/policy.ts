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
