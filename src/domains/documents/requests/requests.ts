import {
  documentRequested,
  requestClosed,
  requestExtended,
  requestItemChanged,
  requestReminded,
  requestWithdrawn,
} from '#domains/documents/events.ts'
import {
  listWaivedByClosing,
  saveItemState,
  saveItemStates,
} from '#domains/documents/requests/items/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { hashToken, keyedHash } from '#infra/secrets.ts'
import { type Actor, may } from '#lib/actor.ts'
import type { PageAfter } from '#lib/contract.ts'
import { addDays, endOfDay, today } from '#lib/dates.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { getRequest, insertRequest, listRequests, listRequestsById, saveRequest } from './queries.ts'
import type {
  DocumentRequest,
  ItemState,
  NewDocumentRequest,
  RequestFilter,
  RequestItem,
  RequestState,
} from './schema.ts'

const DAY_MS = 86_400_000
const BETWEEN_REMINDERS_MS = DAY_MS

/** The end of the day so many days from today, on the calendar of who asks. */
function endAfter(days: number, actor: Actor, now: Date): Date {
  return new Date(endOfDay(addDays(today(now, actor), days), actor.timezone).epochMilliseconds)
}

/** The token of a request's link. It is made from its id, so that a reminder can name it; only its hash is kept. */
export function requestToken(secret: string, id: string): string {
  return keyedHash(secret, `document request ${id}`).toString('base64url')
}

type Ended = {
  fulfilled_at: string | null
  revoked_at: string | null
  expires_at: string
  items: Pick<RequestItem, 'state' | 'received_count'>[]
}

/** Every item has come or is no longer needed. */
export function isComplete({ items }: Pick<Ended, 'items'>): boolean {
  return items.length > 0 && items.every(({ state }) => state !== 'open')
}

/** A file came for it, or the member received it in another way. */
const hasArrived = ({ state, received_count }: Ended['items'][number]) =>
  state === 'received' || received_count > 0

export function stateOf(request: Ended, now: Date): RequestState {
  if (request.revoked_at) return 'revoked'
  if (request.fulfilled_at || isComplete(request))
    return request.items.some(hasArrived) ? 'received' : 'closed'
  return Date.parse(request.expires_at) <= now.getTime() ? 'expired' : 'open'
}

/** Asks a client, by an email with a link, for documents. What arrives belongs to the member who asked. */
export async function requestDocument(
  tx: Tx,
  actor: Actor,
  { expires_in_days, items, ...input }: NewDocumentRequest,
  secret: string,
  now: Date,
  import_id?: string,
): Promise<DocumentRequest> {
  demandFuture(input.due_on, actor, now)
  const id = newId()
  const { title, document_type } = input
  await insertRequest(tx, actor.organization_id, {
    ...input,
    items: items ?? [{ title, ...(document_type && { document_type }) }],
    ...(import_id && { import_id }),
    id,
    requested_by: actor.user_id ?? '',
    token_hash: hashToken(requestToken(secret, id)),
    expires_at: endAfter(expires_in_days, actor, now),
  })
  await publish(tx, actor.organization_id, documentRequested, id, {
    title: input.title,
    requested_from: input.requested_from_email,
  })
  return readRequest(tx, actor, id, now)
}

/** A day that has passed can't be kept. */
function demandFuture(due_on: string | undefined, actor: Actor, now: Date): void {
  if (due_on && due_on < today(now, actor))
    throw new AppError(
      'invalid',
      'The day by which the documents are needed has passed. Choose a later one.',
      {
        issues: [{ field: 'due_on', reason: 'has passed' }],
      },
    )
}

/** A page of the requests that the person sees, newest first. */
export async function listRequestsOf(
  tx: Tx,
  actor: Actor,
  filter: RequestFilter,
  page: PageAfter<string>,
  now: Date,
): Promise<DocumentRequest[]> {
  const rows = await listRequests(tx, actor.organization_id, filter, page, now)
  return rows.map((row) => withState(row, now))
}

/** Those of these requests that the person sees, newest first. */
export async function readRequests(
  tx: Tx,
  actor: Actor,
  ids: string[],
  now: Date,
): Promise<DocumentRequest[]> {
  const rows = await listRequestsById(tx, actor.organization_id, ids)
  return rows.map((row) => withState(row, now))
}

async function readRequest(tx: Tx, actor: Actor, id: string, now: Date): Promise<DocumentRequest> {
  return withState(await getRequest(tx, actor.organization_id, id), now)
}

type Row = Awaited<ReturnType<typeof getRequest>>

function withState({ revoked_at, ...row }: Row, now: Date): DocumentRequest {
  return { ...row, state: stateOf({ ...row, revoked_at }, now) }
}

/** Sends the link once more; at most once a day, since one reminder too many ends up in spam. */
export async function remindOfRequest(tx: Tx, actor: Actor, id: string, now: Date): Promise<DocumentRequest> {
  const request = await demandMine(tx, actor, id, now)
  if (request.state !== 'open') throw new AppError('refused', 'Reminders can be sent only for open requests.')
  const last = request.reminded_at ?? request.created_at
  if (now.getTime() - Date.parse(last) < BETWEEN_REMINDERS_MS)
    throw new AppError(
      'too_many',
      'Clients get at most one email about a request in 24 hours. Try again tomorrow.',
      {
        retry_after: Math.ceil((Date.parse(last) + BETWEEN_REMINDERS_MS - now.getTime()) / 1000),
      },
    )
  await saveRequest(tx, actor.organization_id, id, { reminded_at: now })
  await publish(tx, actor.organization_id, requestReminded, id, {
    requested_from: request.requested_from_email,
  })
  return readRequest(tx, actor, id, now)
}

/** From today on. A request that was complete is open again: for what was waived, else for all of it. */
export async function extendRequest(
  tx: Tx,
  actor: Actor,
  id: string,
  expires_in_days: number,
  now: Date,
): Promise<DocumentRequest> {
  const request = await demandMine(tx, actor, id, now)
  if (request.state === 'revoked')
    throw new AppError(
      'refused',
      'This request was revoked and its link no longer works. Create a new request.',
    )
  const expires_at = endAfter(expires_in_days, actor, now)
  await saveRequest(tx, actor.organization_id, id, { expires_at, fulfilled_at: null })
  if (isComplete(request)) await reopenItems(tx, actor, request)
  await publish(tx, actor.organization_id, requestExtended, id, { expires_at: expires_at.toISOString() })
  return readRequest(tx, actor, id, now)
}

/** What closing the request made unneeded is needed again; where that was nothing, everything that came is asked for anew. */
async function reopenItems(
  tx: Tx,
  { organization_id }: Actor,
  { id, items }: DocumentRequest,
): Promise<void> {
  const closed = await listWaivedByClosing(tx, organization_id, id)
  const again = items.filter((item) => item.state === 'waived' && closed.includes(item.id))
  const reopened = again.length > 0 ? again : items.filter(({ state }) => state === 'received')
  for (const item of reopened.length > 0 ? reopened : items)
    await saveItemState(tx, organization_id, id, item.id, 'open')
}

/** Nothing more is expected: what has not come is no longer needed. */
export async function closeRequest(tx: Tx, actor: Actor, id: string, now: Date): Promise<DocumentRequest> {
  const request = await demandMine(tx, actor, id, now)
  if (request.fulfilled_at || request.state === 'revoked')
    throw new AppError('refused', 'This request is already closed.')
  await saveItemStates(tx, actor.organization_id, id, 'open', 'waived')
  await saveRequest(tx, actor.organization_id, id, { fulfilled_at: now })
  const waived = request.items.filter(({ state }) => state === 'open').map((item) => item.id)
  await publish(tx, actor.organization_id, requestClosed, id, { by: 'requester', waived })
  return readRequest(tx, actor, id, now)
}

/** An item is received in another way, no longer needed, or asked for again, which opens a request that was closed. */
export async function changeItem(
  tx: Tx,
  actor: Actor,
  id: string,
  item_id: string,
  state: ItemState,
  now: Date,
): Promise<DocumentRequest> {
  const request = await demandMine(tx, actor, id, now)
  if (request.state === 'revoked' || Date.parse(request.expires_at) <= now.getTime())
    throw new AppError('refused', 'This link no longer works. Extend the request first, or create a new one.')
  const title = found(await saveItemState(tx, actor.organization_id, id, item_id, state), 'item')
  if (state === 'open' && request.fulfilled_at)
    await saveRequest(tx, actor.organization_id, id, { fulfilled_at: null })
  await publish(tx, actor.organization_id, requestItemChanged, id, { title, state })
  return readRequest(tx, actor, id, now)
}

/** The link stops working at once; what has arrived stays. */
export async function revokeRequest(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const request = await demandMine(tx, actor, id, now)
  if (request.state === 'revoked') return
  await saveRequest(tx, actor.organization_id, id, { revoked_at: now })
  await publish(tx, actor.organization_id, requestWithdrawn, id, {})
}

export function mayChangeRequest(
  actor: Actor,
  { requested_by }: Pick<DocumentRequest, 'requested_by'>,
): boolean {
  return requested_by === actor.user_id || may(actor, 'documents.manage')
}

async function demandMine(tx: Tx, actor: Actor, id: string, now: Date): Promise<DocumentRequest> {
  const request = await readRequest(tx, actor, id, now)
  demand(mayChangeRequest(actor, request), 'change this request')
  return request
}
