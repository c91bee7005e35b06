import { documents } from '#domains/documents/contract.ts'
import { requests } from '#domains/documents/requests/contract.ts'
import {
  ArrivalProblem,
  type DocumentRequest,
  type RequestState,
} from '#domains/documents/requests/schema.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { call } from '#web/calls.ts'
import { formatPercent } from '#web/kit/figures.ts'
import type { Asking, Need, Upcoming } from '#web/pages.ts'
import { changeableBy, reviewFilters } from './changeable.ts'
import { askingAgain, isLate, toUpcoming, toWaiting } from './requests/waiting.ts'
import { type DocumentQuery, toQuery } from './view.ts'
import { DOCUMENT_TYPES, fullNameOf, readingOf } from './words.ts'

const SHOWN = 6
const RECENT_REQUESTS = 50

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
  const now = new Date()
  const own = asked.filter(({ requested_by }) => requested_by === user.id)
  return {
    needs: [
      ...unsure.map(toReview),
      ...failed.map((document) => toFailure(document, own)),
      ...own.flatMap((request) => toWaiting(request, now) ?? []),
    ],
    ...(unsure.length >= SHOWN && { more: { label: 'All documents to review', to: '/documents/review' } }),
  }
}

/** What clients still have to send, by the day on which it is needed, or else on which their link expires. */
export async function listUpcoming({ membership }: Asking): Promise<Upcoming[]> {
  if (!membership.permissions.includes('documents.upload')) return []
  const now = new Date()
  return (await listRequests('open')).filter((request) => !isLate(request, now)).map(toUpcoming)
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
    title: fullNameOf(document),
    note:
      guess && document_type !== 'other'
        ? `Looks like: ${guess}${confidence_score === null ? '' : ` (${formatPercent(confidence_score)})`}`
        : 'We couldn’t tell what this is.',
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

function toFailure(document: DocumentHit, asked: DocumentRequest[]): Need {
  const { id, created_at, processing_errors } = document
  const retry = { label: 'Reprocess', run: () => call(documents.retry, { id }), said: 'Processing again.' }
  return {
    key: `documents.processing_failed:${id}`,
    at: created_at,
    state: { label: 'Couldn’t be read', tone: 'late' },
    title: fullNameOf(document),
    note: readingOf(document).sentence ?? undefined,
    to: `/documents/${id}`,
    acts: isUseless(processing_errors?.at(-1)?.code) ? askingAgain(id, asked) : [retry],
  }
}

/** Such a file can’t be opened however often it is processed: only another copy helps. */
const isUseless = (code: string | undefined) => ArrivalProblem.safeParse(code).success
