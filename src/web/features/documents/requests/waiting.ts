import { requests } from '#domains/documents/requests/contract.ts'
import type { DocumentRequest } from '#domains/documents/requests/schema.ts'
import { call } from '#web/calls.ts'
import { daysLate } from '#web/kit/dates.tsx'
import { formatCount } from '#web/kit/figures.ts'
import type { Need, Upcoming } from '#web/pages.ts'

const DAY_MS = 86_400_000
const SOON_MS = 3 * DAY_MS
const MORE_DAYS = 14

/** The day by which its documents were needed has passed, and something is still missing. */
export function isLate({ state, due_on }: DocumentRequest, now: Date): boolean {
  return state === 'open' && due_on !== null && daysLate(due_on, now) > 0
}

const clientOf = ({ requested_from_name, requested_from_email }: DocumentRequest) =>
  requested_from_name ?? requested_from_email

const pathOf = ({ id }: DocumentRequest) => `/documents/requests?open=${id}`

/** A request that is late, whose email bounced, that is about to expire, or that expired with something missing. */
export function toWaiting(request: DocumentRequest, now: Date): Need | null {
  const { id, state, title, due_on, expires_at, created_at, mail_failed_at } = request
  const common = {
    key: `documents.requested:${id}`,
    at: created_at,
    title,
    note: `Requested from ${clientOf(request)}`,
    to: pathOf(request),
  }
  const extend = {
    label: `Extend ${MORE_DAYS} days`,
    run: () => call(requests.extend, { id }, { expires_in_days: MORE_DAYS }),
    said: `Extended by ${MORE_DAYS} days.`,
  }
  if (state === 'expired') return { ...common, state: { label: 'Overdue', tone: 'late' }, acts: [extend] }
  if (state !== 'open') return null
  if (mail_failed_at) return { ...common, state: { label: 'Email bounced', tone: 'late' } }
  const remind = reminding('Send reminder', request)
  if (due_on && isLate(request, now)) {
    const note = `${common.note} · ${formatCount(daysLate(due_on, now), 'day')} late`
    return { ...common, note, state: { label: 'Late', tone: 'late' }, acts: [remind] }
  }
  if (Date.parse(expires_at) - now.getTime() > SOON_MS) return null
  return { ...common, state: { label: 'Expires soon', tone: 'soon' }, acts: [remind, extend] }
}

/** By the day on which it is needed, where that comes before its link expires. */
export function toUpcoming(request: DocumentRequest): Upcoming {
  const { id, title, due_on, expires_at } = request
  const due = due_on !== null && due_on < expires_at
  return {
    key: `request:${id}`,
    ...(due ? { at: due_on, verb: 'needed' } : { at: expires_at, verb: 'expires' }),
    title,
    note: clientOf(request),
    to: pathOf(request),
  }
}

/** Asks the client for another copy of a document that came for a request and can’t be opened. */
export function askingAgain(document_id: string, asked: DocumentRequest[]): NonNullable<Need['acts']> {
  const request = asked.find(({ documents }) => documents.some(({ id }) => id === document_id))
  return request?.state === 'open' ? [reminding('Ask again', request)] : []
}

function reminding(label: string, { id, requested_from_email }: DocumentRequest) {
  return {
    label,
    run: () => call(requests.remind, { id }),
    said: `Reminder sent to ${requested_from_email}.`,
  }
}
