import type { RawBuilder } from 'kysely'

/**
 * What a fact says of how close two are: so many points, and why, such as "Deals closed together"; where it has a price, that
 * in dollars, of the fact `f`.
 */
export type Deed = { points: number; reason: string; price?: RawBuilder<unknown> }

/**
 * Facts of a domain in which something of a lower one is involved: the documents that a contact was sent. The lower domain
 * shows them in its timeline, and draws from them how strong a relationship is, without knowing the higher one.
 */
export type Involvement = {
  /** The kind that is involved: `contact`. */
  of: string
  /** The kind that the facts are about. */
  subject_type: string
  /** The facts that are shown, and what they weigh; null: they are shown only. */
  facts: Record<string, Deed | null>
  /** A SELECT of `of_id` and `subject_id`, each pair once, in one organization. */
  pairs: (organization_id: string) => RawBuilder<unknown>
  /** Where not every fact about the subject involves them: of the fact `f` and the pair `p`. */
  only?: RawBuilder<boolean>
}
