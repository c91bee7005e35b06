import { type Actor, may } from '#lib/actor.ts'

/** The fields of a document that decide who may do what with it. */
type Owned = { uploaded_by: string; deleted_at: string | null; retain_until: string | null }

type AccessType = 'view' | 'download' | 'comment'

/**
 * How a person comes to see a document: `by_right` (it is their own, everyone's, or their team's, or they may see all
 * documents), or by colleagues' shares, `until` when.
 */
export type Reach = { by_right: boolean; shared: AccessType[]; until: string | null }

const mine = (actor: Actor, document: Owned) => document.uploaded_by === actor.user_id

/**
 * Their own with the permission to edit; everyone's with the permission to manage. A document in the trash can't be
 * edited.
 */
export function mayEdit(actor: Actor, document: Owned): boolean {
  if (document.deleted_at) return false
  return may(actor, 'documents.manage') || (may(actor, 'documents.edit') && mine(actor, document))
}

/**
 * The file itself: for those who see the document by right, or with whom it is shared for downloading. Others view its
 * pages.
 */
export function mayDownload(reach: Reach): boolean {
  return reach.by_right || reach.shared.includes('download')
}

/** The permission to share covers every document that the person sees. */
export function mayShare(actor: Actor, document: Owned): boolean {
  return !document.deleted_at && may(actor, 'documents.share')
}

/** No one passes on more access than they have, nor for longer. */
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

/**
 * For those who see the document by right, or with whom it is shared for comments. Comments for guests leave the
 * organization: they are of the former, with the permission to share.
 */
export function mayComment(
  actor: Actor,
  document: Owned,
  reach: Reach,
  audience: 'members' | 'guests',
): boolean {
  if (document.deleted_at) return false
  if (audience === 'guests') return reach.by_right && may(actor, 'documents.share')
  return reach.by_right || reach.shared.includes('comment')
}

/** Those who edit the document may extend its retention; only those who manage documents may shorten it. */
export function mayRetainUntil(actor: Actor, before: string | null, after: string | null): boolean {
  const shorter = before !== null && (after === null || after < before)
  return !shorter || may(actor, 'documents.manage')
}

export function mayDelete(actor: Actor, document: Owned): boolean {
  return may(actor, 'documents.manage') || (may(actor, 'documents.delete') && mine(actor, document))
}

/** Only from the trash, only by those who manage documents, and never before the end of retention. */
export function mayPurge(actor: Actor, document: Owned, today: string): boolean {
  const kept = document.retain_until !== null && document.retain_until > today
  return document.deleted_at !== null && may(actor, 'documents.manage') && !kept
}

/** A person who sees a document by a share sees only their own shares and log entries. */
export function ownOnly(actor: Actor, reach: Reach): string | undefined {
  return reach.by_right ? undefined : (actor.user_id ?? undefined)
}

/**
 * Whose addresses and devices a person reads in the record of a document: everyone's as its owner or with the permission
 * to read the audit log, otherwise their own.
 */
export function whoseOrigins(actor: Actor, document: Owned): 'everyone' | { user_id: string | null } {
  return mine(actor, document) || may(actor, 'audit.read') ? 'everyone' : { user_id: actor.user_id }
}
export type Origins = ReturnType<typeof whoseOrigins>

/** The actions that a document's page offers to this person. */
export function rightsOf(actor: Actor, document: Owned, reach: Reach, today: string) {
  return {
    download: mayDownload(reach),
    edit: mayEdit(actor, document),
    comment: may(actor, 'documents.comment') && mayComment(actor, document, reach, 'members'),
    comment_for_guests: may(actor, 'documents.comment') && mayComment(actor, document, reach, 'guests'),
    share: mayShare(actor, document),
    delete: mayDelete(actor, document),
    purge: mayPurge(actor, document, today),
  }
}
