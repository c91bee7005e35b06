import { type Actor, may } from '#lib/actor.ts'

type Kept = {
  owner_id: string | null
  visibility: string
  deleted_at: string | null
  merged_into: string | null
}

/** Everyone who sees a contact and may edit contacts edits it; one in the trash, or merged into another, stays as it is. */
export function mayEdit(actor: Actor, contact: Kept): boolean {
  return may(actor, 'contacts.edit') && !contact.deleted_at && !contact.merged_into
}

export function mayDelete(actor: Actor, { merged_into }: Kept): boolean {
  return may(actor, 'contacts.delete') && !merged_into
}

/** What a contact's page offers to this person. */
export function rightsOf(actor: Actor, contact: Kept) {
  return {
    edit: mayEdit(actor, contact),
    delete: mayDelete(actor, contact),
    merge: may(actor, 'contacts.merge') && mayEdit(actor, contact),
    see_financials: may(actor, 'contacts.see_financials'),
  }
}
