import type { Guest } from '#domains/transactions/guests/schema.ts'
import { Moment } from '#web/kit/dates.tsx'

/** How it stands with the link of a client, in a few words. */
export function GuestState({ guest: { last_seen_at, mail_failed_at, created_at } }: { guest: Guest }) {
  if (mail_failed_at && !last_seen_at) return <>Link not delivered</>
  if (last_seen_at)
    return (
      <>
        Page opened <Moment at={last_seen_at} />
      </>
    )
  return (
    <>
      Link sent <Moment at={created_at} />
    </>
  )
}
