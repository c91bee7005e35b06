import { jwtVerify, SignJWT } from 'jose'
import { logAccess } from '#domains/documents/access/queries.ts'
import { shareFirstViewed } from '#domains/documents/events.ts'
import type { SharedDocument } from '#domains/documents/shares/schema.ts'
import { checkPassword } from '#domains/identity/passwords.ts'
import { publish } from '#infra/events.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { findLinkState, type Link, type LinkState, saveAccessed, saveWrongPassword } from './queries.ts'

const WRONG_PASSWORDS = 10
const TICKET_SECONDS = 3600

export type Opened = { document: SharedDocument } | { refusal: AppError }

/**
 * Opens a link: one access, logged, counted against its limit; its owner is told the first time. Refusals come back
 * as values, so that they are on record too.
 */
export async function openLink(
  tx: Tx,
  actor: Actor,
  link: Link,
  password: string | undefined,
  now: Date,
): Promise<Opened> {
  const state = await findLinkState(tx, link)
  if (!state) return { refusal: gone('This link does not lead anywhere (any more).') }
  const refuse = async (refusal: AppError): Promise<Opened> => {
    await logAccess(tx, actor, {
      ...accessOf(link, state),
      action: 'view',
      success: false,
      error_message: refusal.message,
    })
    return { refusal }
  }
  const closed = closedReason(state, now)
  if (closed) return refuse(closed)
  if (state.max_accesses !== null && state.access_count >= state.max_accesses)
    return refuse(gone('This link was opened as often as it may be. Ask the sender for a new one.'))
  if (state.password_hash) {
    if (state.failed_passwords >= WRONG_PASSWORDS)
      return refuse(gone('Too many wrong passwords: the link is closed. Ask the sender for a new one.'))
    if (password === undefined)
      return {
        refusal: new AppError('unauthenticated', 'This document is protected by a password.', {
          password: 'required',
        }),
      }
    if (!(await checkPassword(state.password_hash, password))) {
      await saveWrongPassword(tx, link)
      return refuse(new AppError('unauthenticated', 'The password is wrong.', { password: 'wrong' }))
    }
  }
  await saveAccessed(tx, link, now)
  await logAccess(tx, actor, { ...accessOf(link, state), action: 'view' })
  if (!state.first_viewed_at)
    await publish(tx, link.organization_id, shareFirstViewed, link.document_id, { share_id: link.share_id })
  return { document: publicPart(state) }
}

/** What a link that was opened leads to, for its pages and its file. Throws when it has been closed meanwhile. */
export async function resolveLink(tx: Tx, link: Link, now: Date): Promise<LinkState> {
  const state = await findLinkState(tx, link)
  const closed = state ? closedReason(state, now) : gone('This link does not lead anywhere (any more).')
  if (closed || !state) throw closed
  return state
}

function closedReason(state: LinkState, now: Date): AppError | undefined {
  if (state.revoked_at) return gone('This link was withdrawn by the sender.')
  if (state.trashed) return gone('This document is not shared any more.')
  if (state.expires_at && Date.parse(state.expires_at) <= now.getTime())
    return gone('This link has expired. Ask the sender for a new one.')
  return undefined
}

const gone = (sentence: string) => new AppError('gone', sentence)

const accessOf = (link: Link, state: LinkState) => ({
  document_id: link.document_id,
  share_id: link.share_id,
  version_number: state.version_number,
})

function publicPart(state: LinkState): SharedDocument {
  const { title, filename, mime_type, file_size, page_count, access_type, message } = state
  const { shared_by_name, organization, expires_at, version_number, newer_version } = state
  return {
    title,
    filename,
    mime_type,
    file_size,
    page_count,
    access_type,
    message,
    shared_by_name,
    organization,
    expires_at,
    version_number,
    newer_version,
  }
}

/** For an hour, the holder of a ticket need not give the password again. */
export function signTicket(secret: string, link: Link, now: Date): Promise<string> {
  const at = Math.floor(now.getTime() / 1000)
  return new SignJWT({ ...link })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('share')
    .setIssuedAt(at)
    .setExpirationTime(at + TICKET_SECONDS)
    .sign(Buffer.from(`share:${secret}`))
}

export async function readTicket(secret: string, ticket: string, now: Date): Promise<Link> {
  try {
    const { payload } = await jwtVerify(ticket, Buffer.from(`share:${secret}`), {
      audience: 'share',
      algorithms: ['HS256'],
      currentDate: now,
    })
    return {
      organization_id: String(payload.organization_id),
      share_id: String(payload.share_id),
      document_id: String(payload.document_id),
    }
  } catch {
    throw new AppError('unauthenticated', 'Open the link again.')
  }
}
