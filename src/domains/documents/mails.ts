import type { SenderCard } from '#domains/documents/senders/schema.ts'
import { Branding } from '#domains/identity/schema.ts'
import type { EmailSender } from '#lib/email-layout.ts'

type Notice = {
  organization_name: string
  branding: unknown
  display_name: string | null
  /** Null: the member has left. */
  sender: SenderCard | null
}

/** The organization in whose name an email about documents goes out. */
export function brandOf({ organization_name, branding, sender }: Notice, base_url: string) {
  return {
    name: organization_name,
    accent: Branding.safeParse(branding).data?.accent,
    logo: sender?.logo_url ? `${base_url}${sender.logo_url}` : undefined,
  }
}

/** The same with the member who writes, for clients. */
export function senderOf(notice: Notice, base_url: string): EmailSender {
  const { sender } = notice
  const person = sender && {
    name: sender.name ?? notice.organization_name,
    phone: sender.phone,
    license: sender.license_number,
    photo: sender.photo_url ? `${base_url}${sender.photo_url}` : undefined,
  }
  return { ...brandOf(notice, base_url), ...(person && { person }) }
}

/** Whom a client sees as the author in their inbox. */
export const authorOf = ({ display_name, organization_name }: Notice) =>
  display_name ? `${display_name} (${organization_name})` : organization_name

/** A title made fit for the subject of an email, on one line. */
export const subjectOf = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/**
 * "Dec 9, 2026, 5:00 PM PST": until when something works, on the sender's clock, which it names. What ends at midnight
 * works until 11:59 PM of the day before.
 */
export function expiryIn(timeZone: string, at: string): string {
  const end = new Date(at)
  const last = new Date(end.getTime() - 1)
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone })
  return new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(day.format(last) === day.format(end) ? end : last)
}

/** "Wed, Dec 9, 2026", for a civil date. */
export function dayOf(day: string): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T12:00:00Z`))
}
