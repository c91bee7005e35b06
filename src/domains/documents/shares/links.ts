import { logAccess, logViews } from '#domains/documents/access/queries.ts'
import { shareFirstViewed, shareLocked } from '#domains/documents/events.ts'
import {
  findLinkState,
  type Link,
  type LinkState,
  saveAccessed,
  saveAttempt,
} from '#domains/documents/shares/links/queries.ts'
import type { SharedDocument } from '#domains/documents/shares/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { checkPassword, openTicket, sealTicket } from '#infra/secrets.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'

const WRONG_PASSWORDS = 10
const TICKET_SECONDS = 3600

export type Opened = { document: SharedDocument } | { refusal: AppError }

/**
 * Opens a link: one access, logged and counted against its limit; its owner is notified the first time. Refusals are
 * returned as values, so that they are recorded too. A password is checked between two transactions, because that takes
 * a while.
 */
export async function openLink(
  db: Db,
  actor: Actor,
  link: Link,
  password: string | undefined,
  now: Date,
): Promise<Opened> {
  const admitted = await withActor(db, actor, (tx) => admit(tx, actor, link, password, now))
  if ('refusal' in admitted) return admitted
  const { state } = admitted
  const { password_hash } = state
  const right = !password_hash || (await checkPassword(password_hash, password ?? ''))
  return withActor(db, actor, async (tx) => {
    if (!right && state.failed_passwords === WRONG_PASSWORDS)
      await publish(tx, link.organization_id, shareLocked, link.document_id, { share_id: link.share_id })
    if (!right)
      return refuse(
        tx,
        actor,
        link,
        state,
        new AppError('unauthenticated', 'The password is incorrect.', {
          password: 'wrong',
          ...senderOf(state),
        }),
      )
    const accessed = await saveAccessed(tx, link, now)
    if (!accessed) return refuse(tx, actor, link, state, closedReason(state, now) ?? usedUp(state))
    await logViews(tx, actor, [accessOf(link, state)], 'view', { always: true })
    if (accessed.first)
      await publish(tx, link.organization_id, shareFirstViewed, link.document_id, { share_id: link.share_id })
    return { document: publicPart(state) }
  })
}

/** Whether the link may be tried with this password. An attempt counts before it is known to be wrong. */
async function admit(
  tx: Tx,
  actor: Actor,
  link: Link,
  password: string | undefined,
  now: Date,
): Promise<{ state: LinkState } | { refusal: AppError }> {
  const state = await findLinkState(tx, link)
  if (!state) return { refusal: notValid() }
  const closed = closedReason(state, now)
  if (closed) return refuse(tx, actor, link, state, closed)
  if (state.max_accesses !== null && state.access_count >= state.max_accesses)
    return refuse(tx, actor, link, state, usedUp(state))
  if (!state.password_hash) return { state }
  const tooMany = gone('Too many wrong passwords. Ask the sender for a new link.', state)
  if (state.failed_passwords >= WRONG_PASSWORDS) return refuse(tx, actor, link, state, tooMany)
  if (password === undefined)
    return {
      refusal: new AppError('unauthenticated', 'This document is password-protected.', {
        password: 'required',
        ...senderOf(state),
      }),
    }
  const failed_passwords = await saveAttempt(tx, link, WRONG_PASSWORDS)
  if (failed_passwords === undefined) return refuse(tx, actor, link, state, tooMany)
  return { state: { ...state, failed_passwords } }
}

async function refuse(
  tx: Tx,
  actor: Actor,
  link: Link,
  state: LinkState,
  refusal: AppError,
): Promise<{ refusal: AppError }> {
  const { message: error_message } = refusal
  await logAccess(tx, actor, { ...accessOf(link, state), action: 'view', success: false, error_message })
  return { refusal }
}

/** The target of an opened link, for its pages and its file. Throws when it has been closed in the meantime. */
export async function resolveLink(tx: Tx, link: Link, now: Date): Promise<LinkState> {
  const state = await findLinkState(tx, link)
  const closed = state ? closedReason(state, now) : notValid()
  if (closed || !state) throw closed
  return state
}

function closedReason(state: LinkState, now: Date): AppError | undefined {
  if (state.revoked_at) return gone('The sender revoked this link.', state)
  if (state.trashed) return gone('This document is no longer shared.', state)
  if (state.expires_at && Date.parse(state.expires_at) <= now.getTime())
    return gone('This link has expired. Ask the sender for a new one.', state)
  return undefined
}

/** A link that worked once still names its sender, whom to ask for a new one. */
const gone = (sentence: string, state: LinkState) => new AppError('gone', sentence, senderOf(state))
const notValid = () => new AppError('gone', 'This link isn’t valid. Ask the sender for a new one.')
const usedUp = (state: LinkState) =>
  gone('This link has reached its view limit. Ask the sender for a new one.', state)

const accessOf = (link: Link, state: LinkState) => ({
  document_id: link.document_id,
  share_id: link.share_id,
  version_number: state.version_number,
})

/** A password prompt names the document's sender: no one should type a password into a page without a name. */
function senderOf({ shared_by, organization }: LinkState) {
  return { shared_by, organization }
}

function publicPart(state: LinkState): SharedDocument {
  const { title, filename, mime_type, file_size, page_count, access_type, message } = state
  const { shared_by_name, shared_by, organization, expires_at, version_number, newer_version } = state
  return {
    title,
    filename,
    mime_type,
    file_size,
    page_count,
    access_type,
    message,
    shared_by_name,
    shared_by,
    organization,
    expires_at,
    version_number,
    newer_version,
  }
}

/** For an hour, the holder of a ticket need not enter the password again. */
export function signTicket(secret: string, link: Link, now: Date): Promise<string> {
  return sealTicket(secret, 'share', link, TICKET_SECONDS, now)
}

export async function readTicket(secret: string, ticket: string, now: Date): Promise<Link> {
  const claims = await openTicket(secret, 'share', ticket, now)
  if (!claims) throw new AppError('unauthenticated', 'Open the link again.')
  return {
    organization_id: String(claims.organization_id),
    share_id: String(claims.share_id),
    document_id: String(claims.document_id),
  }
}
