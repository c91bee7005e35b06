import type { Session } from '#web/session-keeper.ts'

/** The API refuses owners and admins of such an organization everything until they have a second factor. */
export function needsFactor({ membership, user }: Session): boolean {
  const leads = membership?.role === 'owner' || membership?.role === 'admin'
  return leads && (membership?.mfa_required ?? false) && !user.mfa_enabled
}
