import { randomInt } from 'node:crypto'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { encrypt, keyedHash, openTicket, sameText, sealTicket } from '#infra/secrets.ts'
import { type Actor, type Origin, systemActor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { countGuess, type GuestLink, type GuestState, getGuestState, saveGuest } from './queries.ts'
import type { ExchangeDoor } from './schema.ts'

export const MAIL_CODE = 'exchanges.mail_code'

const CODE_MS = 15 * 60_000
/** A code that was just sent is on its way. */
const AGAIN_MS = 30_000
/** So many wrong codes in a row close a link: then someone else is guessing. */
const WRONG_CODES = 20
const SESSION_SECONDS = 12 * 3600

type Needs = Pick<Infra, 'db' | 'config'>

/** The holder of a link, once the code has opened it: no member, who sees one exchange through the policies for guests. */
export function guestActor({ organization_id, id }: GuestLink, origin: Origin): Actor {
  return { ...systemActor(organization_id), role: 'share', guest_id: id, origin }
}

/** The product itself, for what a guest's request leads to. Facts name no member. */
export function productFor({ organization_id }: GuestLink, origin: Origin): Actor {
  return { ...systemActor(organization_id), permissions: new Set(['exchanges.edit']), origin }
}

/** The state of a link that still works; otherwise it says whom to ask. */
export async function demandLive(tx: Tx, link: GuestLink): Promise<GuestState> {
  const state = await getGuestState(tx, link)
  if (!state.ended) return state
  throw gone(state, 'Your access to this exchange has ended.')
}

const gone = ({ coordinator, organization_name: name, branding }: GuestState, sentence: string) =>
  new AppError('gone', `${sentence} Ask ${coordinator.name ?? name} for a new link.`, {
    ...{ shared_by: coordinator, organization: { name, branding } },
  })

export async function showDoor({ db }: Needs, link: GuestLink, origin: Origin): Promise<ExchangeDoor> {
  const state = await withActor(db, productFor(link, origin), (tx) => demandLive(tx, link))
  const { organization_name: name, branding, email } = state
  return { organization: { name, branding }, email_hint: hintOf(email) }
}

/** "i…z@example.com" */
function hintOf(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  return `${local.slice(0, 1)}…${local.length > 1 ? local.slice(-1) : ''}@${domain}`
}

/** Emails a new code; the one before stops working. */
export async function sendCode(
  { db, config }: Needs,
  link: GuestLink,
  origin: Origin,
  now: Date,
): Promise<void> {
  await withActor(db, productFor(link, origin), async (tx) => {
    const state = await demandLive(tx, link)
    demandGuesses(state)
    const sent = state.code_expires_at && Date.parse(state.code_expires_at) - CODE_MS
    if (sent && now.getTime() - sent < AGAIN_MS)
      throw new AppError('too_many', 'A code was just sent. Wait half a minute before you ask for another.', {
        retry_after: 30,
      })
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await saveGuest(tx, link, {
      code_hash: hashCode(config.DEEDLINE_SECRET, link, code),
      code_expires_at: new Date(now.getTime() + CODE_MS),
    })
    const sealed_code = encrypt(config.DEEDLINE_SECRET, code)
    await enqueue(tx, MAIL_CODE, { organization_id: link.organization_id, guest_id: link.id, sealed_code })
  })
}

const hashCode = (secret: string, { id }: GuestLink, code: string) =>
  keyedHash(secret, `exchange guest code ${id} ${code}`).toString('hex')

function demandGuesses(state: GuestState): void {
  if (state.wrong_codes >= WRONG_CODES) throw gone(state, 'Too many wrong codes were entered.')
}

/** A session for the holder of the link and the code. A code works once; each guess is counted before it is checked. */
export async function openDoor(
  { db, config }: Needs,
  link: GuestLink,
  code: string,
  origin: Origin,
  now: Date,
): Promise<{ session: string; expires_at: string }> {
  const product = productFor(link, origin)
  const right = await withActor(db, product, async (tx) => {
    demandGuesses(await demandLive(tx, link))
    const known = await countGuess(tx, link, WRONG_CODES)
    const { code_hash, code_expires_at } = known ?? {}
    if (!code_hash || !code_expires_at || Date.parse(code_expires_at) <= now.getTime()) return false
    if (!sameText(code_hash, hashCode(config.DEEDLINE_SECRET, link, code))) return false
    await saveGuest(tx, link, { code_hash: null, code_expires_at: null, wrong_codes: 0 })
    return true
  })
  if (!right)
    throw new AppError('unauthenticated', 'This code is wrong or has expired. Ask for a new one.', {
      code: 'wrong',
    })
  const { organization_id, id } = link
  const session = await sealTicket(
    config.DEEDLINE_SECRET,
    'exchange-guest',
    { organization_id, id },
    SESSION_SECONDS,
    now,
  )
  return { session, expires_at: new Date(now.getTime() + SESSION_SECONDS * 1000).toISOString() }
}

/** The guest of a session, whose access still lasts. The session is for this link only. */
export async function demandSession(
  { db, config }: Needs,
  link: GuestLink,
  session: string | undefined,
  origin: Origin,
  now: Date,
): Promise<GuestState> {
  const state = await withActor(db, productFor(link, origin), (tx) => demandLive(tx, link))
  const claims = session && (await openTicket(config.DEEDLINE_SECRET, 'exchange-guest', session, now))
  if (!claims || claims.id !== link.id)
    throw new AppError('unauthenticated', 'Enter the code that we email you.', { code: 'required' })
  return state
}
