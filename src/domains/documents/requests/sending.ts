import { documentReceived, requestClosed, requestSubmitted } from '#domains/documents/events.ts'
import { countForItem } from '#domains/documents/requests/items/queries.ts'
import {
  addDocument,
  type Intake,
  type Placed,
  type ReceivedFile,
} from '#domains/documents/uploads/uploads.ts'
import type { Config } from '#infra/config.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, type Origin, systemActor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import {
  type AskedState,
  addNote,
  countReceived,
  getAsked,
  type RequestLink,
  saveRequest,
} from './queries.ts'
import { requestToken, stateOf } from './requests.ts'
import type { AskedDocument } from './schema.ts'

/** Enough for any file of a client; a link that has leaked fills no store. */
const MOST_FILES = 50

/** The holder of a request's link, on behalf of the organization that asked: they themselves see none of its rows. */
export function senderActor({ organization_id }: RequestLink, origin: Origin): Actor {
  return { ...systemActor(organization_id), origin }
}

/** What the page of a link shows, whatever became of the request. */
export async function showAsked(tx: Tx, link: RequestLink, now: Date): Promise<AskedDocument> {
  const asked = await getAsked(tx, link)
  const {
    requested_by_id: _,
    visibility: __,
    team_id: ___,
    received_count: ____,
    fulfilled_at: _____,
    revoked_at: ______,
    ...shown
  } = asked
  return { ...shown, state: stateOf(asked, now), closed: whyClosed(asked, now) !== undefined }
}

/** Where a list of what is asked of someone leads: each request as its page has it, with the address of that page. */
export async function listAsked(
  tx: Tx,
  organization_id: string,
  ids: string[],
  { BASE_URL, DEEDLINE_SECRET }: Pick<Config, 'BASE_URL' | 'DEEDLINE_SECRET'>,
  now: Date,
): Promise<(AskedDocument & { id: string; url: string })[]> {
  const asked = []
  for (const id of ids) {
    const url = `${BASE_URL}/r/${requestToken(DEEDLINE_SECRET, id)}`
    asked.push({ ...(await showAsked(tx, { organization_id, id }, now)), id, url })
  }
  return asked
}

/** Throws AppError('gone') with the reason when nothing can be sent (any more); asked before the bytes are taken. */
export async function demandOpen(tx: Tx, link: RequestLink, now: Date): Promise<AskedState> {
  const asked = await getAsked(tx, link)
  const closed = whyClosed(asked, now)
  if (closed) throw new AppError('gone', closed)
  if (asked.received_count >= MOST_FILES) throw full()
  return asked
}

function whyClosed(asked: AskedState, now: Date): string | undefined {
  const state = stateOf(asked, now)
  if (state === 'revoked') return 'This request was canceled. Nothing more is needed.'
  if (state === 'closed') return 'This request was closed. Nothing more is needed.'
  if (asked.fulfilled_at) return 'Everything was received. Nothing more is needed.'
  if (Date.parse(asked.expires_at) <= now.getTime())
    return 'This request has expired. Ask the sender to open it again.'
  return undefined
}

const full = () => new AppError('gone', `This link takes ${MOST_FILES} files, and all of them have arrived.`)

/**
 * A file that was sent for an item of a request becomes a document of the member who asked. That the organization has it
 * already is nothing that the sender learns.
 */
export async function sendFile(
  tx: Tx,
  intake: Intake,
  actor: Actor,
  link: RequestLink,
  file: ReceivedFile & { item?: string | undefined },
  now: Date,
): Promise<{ filename: string; file_size: number; placed: Placed }> {
  const { requested_by_id, visibility, team_id } = await demandOpen(tx, link, now)
  const nth = await countReceived(tx, link, MOST_FILES, now)
  if (nth === undefined) throw full()
  const item = found(await countForItem(tx, link, file.item), 'item')
  const audience =
    visibility === 'team' && team_id
      ? { visibility, team_id }
      : { visibility: visibility === 'agency' ? visibility : ('private' as const) }
  const { document, placed } = await addDocument(
    tx,
    intake,
    actor,
    file,
    { ...audience, tags: [], allow_duplicate: true },
    { uploaded_by: requested_by_id, document_request_id: link.id, document_request_item_id: item.id },
  )
  await publish(tx, link.organization_id, documentReceived, link.id, {
    document_id: document.id,
    filename: file.filename.slice(0, 255),
    first: nth === 1,
  })
  return { filename: file.filename, file_size: file.file_size, placed }
}

/**
 * The sender has sent all that they have: with nothing missing the request is closed, else it stays open for the rest.
 * What was submitted before, and no file or note has come since, is no news to anyone.
 */
export async function finishSending(
  tx: Tx,
  link: RequestLink,
  note: string | undefined,
  now: Date,
): Promise<void> {
  const asked = await demandOpen(tx, link, now)
  if (asked.received_count === 0)
    throw new AppError('refused', 'Nothing has been uploaded yet. Choose a file first.')
  const missing = asked.items.filter(({ state }) => state === 'open').length
  const { submitted_at } = asked
  const came = asked.received.some(({ created_at }) => !submitted_at || created_at > submitted_at)
  if (!came && !note && missing > 0) return
  await saveRequest(tx, link.organization_id, link.id, {
    ...(missing === 0 && { fulfilled_at: now }),
    submitted_at: now,
  })
  if (note) await addNote(tx, link, note)
  if (missing > 0) await publish(tx, link.organization_id, requestSubmitted, link.id, { missing })
  else await publish(tx, link.organization_id, requestClosed, link.id, { by: 'sender', waived: [] })
}
