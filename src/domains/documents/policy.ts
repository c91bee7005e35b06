import { type Actor, may } from '#lib/actor.ts'

/** What of a document decides who may do what with it. */
type Owned = { uploaded_by: string; deleted_at: string | null; retain_until: string | null }

type AccessType = 'view' | 'download' | 'comment'

/**
 * How a person comes to see a document: `by_right` (their own, everybody's, their team's, or they lead), or by what
 * colleagues share with them, `until` when.
 */
export type Reach = { by_right: boolean; shared: AccessType[]; until: string | null }

const mine = (actor: Actor, document: Owned) => document.uploaded_by === actor.user_id

/** One's own with the right to edit; everybody's with the right to manage. What is in the trash stays as it is. */
export function mayEdit(actor: Actor, document: Owned): boolean {
  if (document.deleted_at) return false
  return may(actor, 'documents.manage') || (may(actor, 'documents.edit') && mine(actor, document))
}

/** The file itself: for whom the document is there by right, or shared for downloading. Others look at its pages. */
export function mayDownload(reach: Reach): boolean {
  return reach.by_right || reach.shared.includes('download')
}

/** Sharing follows the right to share, for whatever one may see. */
export function mayShare(actor: Actor, document: Owned): boolean {
  return !document.deleted_at && may(actor, 'documents.share')
}

/** Nobody passes on more access than they have, nor for longer. */
export function mayHandOn(
  reach: Reach,
  share: { access_type: AccessType; expires_at: string | null },
): boolean {
  if (reach.by_right) return true
  const longer =
    reach.until !== null &&
    (share.expires_at === null || Date.parse(share.expires_at) > Date.parse(reach.until))
  return !longer && (share.access_type === 'view' || reach.shared.includes(share.access_type))
}

/** For whom the document is there by right, or to whom it was shared for that; guests read it from the former only. */
export function mayComment(document: Owned, reach: Reach, audience: 'members' | 'guests'): boolean {
  if (document.deleted_at) return false
  return reach.by_right || (audience === 'members' && reach.shared.includes('comment'))
}

/** Until when a document must be kept is made longer by who edits it, and shorter by who manages documents. */
export function mayRetainUntil(actor: Actor, before: string | null, after: string | null): boolean {
  const shorter = before !== null && (after === null || after < before)
  return !shorter || may(actor, 'documents.manage')
}

export function mayDelete(actor: Actor, document: Owned): boolean {
  return may(actor, 'documents.manage') || (may(actor, 'documents.delete') && mine(actor, document))
}

/** Only from the trash, only by who manages, and never before the day until which it must be kept. */
export function mayPurge(actor: Actor, document: Owned, today: string): boolean {
  const kept = document.retain_until !== null && document.retain_until > today
  return document.deleted_at !== null && may(actor, 'documents.manage') && !kept
}

/** Of a document that was shared with them a person sees only their own shares and entries of the log. */
export function ownOnly(actor: Actor, reach: Reach): string | undefined {
  return reach.by_right ? undefined : (actor.user_id ?? undefined)
}

/** What the page of a document offers to this person. */
export function rightsOf(actor: Actor, document: Owned, reach: Reach, today: string) {
  return {
    download: mayDownload(reach),
    edit: mayEdit(actor, document),
    comment: may(actor, 'documents.comment') && mayComment(document, reach, 'members'),
    comment_for_guests: may(actor, 'documents.comment') && mayComment(document, reach, 'guests'),
    share: mayShare(actor, document),
    delete: mayDelete(actor, document),
    purge: mayPurge(actor, document, today),
  }
}
