import { documents } from '#domains/documents/contract.ts'
import { requests } from '#domains/documents/requests/contract.ts'
import type { DocumentRequest, RequestState } from '#domains/documents/requests/schema.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { call } from '#web/calls.ts'
import { formatPercent } from '#web/kit/figures.ts'
import type { Asking, Need, Upcoming } from '#web/pages.ts'
import { changeableBy, reviewFilters } from './changeable.ts'
import { type DocumentQuery, toQuery } from './view.ts'
import { DOCUMENT_TYPES, readingOf, titleOf } from './words.ts'

const SHOWN = 6
const RECENT_REQUESTS = 50
const DAY_MS = 86_400_000
const MORE_DAYS = 14

export async function countToReview(asking: Asking): Promise<number> {
  const changeable = changeableBy(asking)
  return changeable ? ((await count(toQuery(reviewFilters(changeable)))) ?? 0) : 0
}

export async function hasDocuments(): Promise<boolean> {
  return (await call(documents.all, { limit: 1 })).items.length > 0
}

export async function hasRequests(): Promise<boolean> {
  return (await call(requests.all, { limit: 1 })).items.length > 0
}

async function count(query: DocumentQuery): Promise<number | null> {
  return (await call(documents.all, { ...query, facets: true, limit: 1 })).total
}

/** Documents that wait for this person's decision or couldn't be read, and requests that no one has answered. */
export async function listNeeds(asking: Asking) {
  const { membership, user } = asking
  const changeable = changeableBy(asking)
  const [unsure, failed, asked] = await Promise.all([
    changeable ? list({ ...toQuery(reviewFilters(changeable)), sort: 'oldest' }) : [],
    changeable ? list({ ...toQuery(changeable), status: ['error'], sort: 'newest' }) : [],
    membership.permissions.includes('documents.upload') ? listRequests('open', 'expired') : [],
  ])
  const now = Date.now()
  const own = asked.filter(({ requested_by }) => requested_by === user.id)
  return {
    needs: [
      ...unsure.map(toReview),
      ...failed.map(toFailure),
      ...own.flatMap((request) => toOverdue(request, now) ?? []),
    ],
    ...(unsure.length >= SHOWN && { more: { label: 'All documents to review', to: '/documents/review' } }),
  }
}

/** What clients still have to send, by the day on which they no longer can. */
export async function listUpcoming({ membership }: Asking): Promise<Upcoming[]> {
  if (!membership.permissions.includes('documents.upload')) return []
  const open = await listRequests('open')
  return open.map(({ id, title, requested_from_email, expires_at }) => ({
    key: `request:${id}`,
    at: expires_at,
    title,
    note: `Request to ${requested_from_email} expires`,
    to: `/documents/requests?open=${id}`,
  }))
}

async function list(query: DocumentQuery): Promise<DocumentHit[]> {
  return (await call(documents.all, { ...query, limit: SHOWN })).items
}

async function listRequests(...state: RequestState[]): Promise<DocumentRequest[]> {
  return (await call(requests.all, { state, limit: RECENT_REQUESTS })).items
}

function toReview(document: DocumentHit): Need {
  const { id, created_at, document_type, confidence_score, version } = document
  const guess = document_type && DOCUMENT_TYPES[document_type]
  return {
    key: `documents.understood:${id}`,
    at: created_at,
    state: { label: 'Needs review', tone: 'soon' },
    title: titleOf(document),
    note:
      guess && document_type !== 'other'
        ? `Looks like: ${guess}${confidence_score === null ? '' : ` (${formatPercent(confidence_score)})`}`
        : "We couldn't tell what this is.",
    to: `/documents/${id}`,
    ...(guess && {
      acts: [
        {
          label: document_type === 'other' ? 'Keep as other' : 'Confirm type',
          run: () => call(documents.change, { id }, { document_type }, { version }),
          said: `Type set to ${guess}.`,
        },
      ],
    }),
  }
}

function toFailure(document: DocumentHit): Need {
  const { id, created_at } = document
  return {
    key: `documents.processing_failed:${id}`,
    at: created_at,
    state: { label: "Couldn't be read", tone: 'late' },
    title: titleOf(document),
    note: readingOf(document).sentence ?? undefined,
    to: `/documents/${id}`,
    acts: [{ label: 'Reprocess', run: () => call(documents.retry, { id }), said: 'Processing again.' }],
  }
}

/** A request whose email bounced, that is about to expire, or that expired with nothing received. */
function toOverdue({ id, state, title, ...request }: DocumentRequest, now: number): Need | null {
  const left = Date.parse(request.expires_at) - now
  const common = {
    key: `documents.requested:${id}`,
    at: request.created_at,
    title,
    note: `Requested from ${request.requested_from_email}`,
    to: `/documents/requests?open=${id}`,
  }
  const remind = {
    label: 'Send reminder',
    run: () => call(requests.remind, { id }),
    said: `Reminder sent to ${request.requested_from_email}.`,
  }
  const extend = {
    label: `Extend ${MORE_DAYS} days`,
    run: () => call(requests.extend, { id }, { expires_in_days: MORE_DAYS }),
    said: `Extended by ${MORE_DAYS} days.`,
  }
  if (state === 'expired') return { ...common, state: { label: 'Overdue', tone: 'late' }, acts: [extend] }
  if (state !== 'open') return null
  if (request.mail_failed_at) return { ...common, state: { label: 'Email bounced', tone: 'late' } }
  if (left > 3 * DAY_MS) return null
  return { ...common, state: { label: 'Expires soon', tone: 'soon' }, acts: [remind, extend] }
}
