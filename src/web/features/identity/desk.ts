import { invitations } from '#domains/identity/invitations/contract.ts'
import { notifications } from '#domains/identity/notifications/contract.ts'
import type { Notification } from '#domains/identity/notifications/schema.ts'
import { call } from '#web/calls.ts'
import type { Asking, Need, Tone, Upcoming } from '#web/pages.ts'

const SHOWN = 20

/** Facts that wait for the person to look at them; what else is in the inbox is for reading. */
const WAITING: Record<string, { label: string; tone: Tone }> = {
  'documents.received': { label: 'Received', tone: 'waiting' },
  'documents.request_closed': { label: 'Completed', tone: 'done' },
  'documents.share_first_viewed': { label: 'Link opened', tone: 'waiting' },
  'documents.share_mail_failed': { label: 'Email bounced', tone: 'late' },
  'documents.commented': { label: 'Comment', tone: 'waiting' },
  'documents.shared': { label: 'Shared with you', tone: 'waiting' },
  'identity.invitation_mail_failed': { label: 'Email bounced', tone: 'late' },
  'identity.api_key_created': { label: 'New API key', tone: 'waiting' },
}

export async function countUnread(): Promise<number> {
  return (await call(notifications.unread, {})).count
}

/** Unread notifications of what came for the person, one for each subject. */
export async function listNeeds() {
  const { items } = await call(notifications.all, { unread: true, limit: SHOWN })
  return { needs: items.flatMap((item) => toNeed(item) ?? []) }
}

function toNeed({
  fact,
  subject_type,
  subject_id,
  title,
  actor_name,
  sentence,
  created_at,
}: Notification): Need | null {
  const state = WAITING[fact]
  if (!state) return null
  return {
    key: `${fact}:${subject_id}`,
    at: created_at,
    state,
    title,
    note: actor_name ?? sentence,
    subject: { type: subject_type, id: subject_id },
    to: '/inbox',
    acts: [
      {
        label: 'Mark as read',
        run: () => call(notifications.mark, {}, { subject_type, subject_id }),
        said: 'Marked as read.',
      },
    ],
  }
}

/** Invitations that have not been accepted yet. */
export async function listUpcoming({ membership }: Asking): Promise<Upcoming[]> {
  if (!membership.permissions.includes('members.manage')) return []
  const { items } = await call(invitations.all, { limit: 50 })
  return items.map(({ id, email, expires_at }) => ({
    key: `invitation:${id}`,
    at: expires_at,
    verb: 'expires',
    title: email,
    note: 'Invitation',
    to: '/settings/members',
  }))
}
