import { z } from 'zod'
import { Identification, IdentificationTrial } from '#domains/exchanges/identification/schema.ts'
import { Declining, Signing, WaitingSignature } from '#domains/exchanges/signing/schema.ts'
import { contract, get, page, post, remove } from '#lib/contract.ts'
import {
  DoorCode,
  ExchangeDoor,
  ExchangeGuest,
  GuestExchange,
  GuestIdentification,
  GuestSession,
  GuestSigned,
  NewExchangeGuest,
} from './schema.ts'

const tag = 'exchanges'

export const exchangeGuests = contract(
  { tag, about: ['exchange'], who: 'exchanges.edit' },
  {
    all: page('/exchanges/:id/guests', {
      summary: 'List the people outside who can see an exchange by a link',
      who: 'exchanges.read',
      item: ExchangeGuest,
      by: ['id'],
    }),
    invite: post('/exchanges/:id/guests', {
      summary: 'Let a participant see the exchange by a link that is emailed to them, with a code',
      takes: NewExchangeGuest,
      gives: ExchangeGuest,
      status: 201,
      errors: ['refused'],
      agents: false,
    }),
    revoke: remove('/exchanges/:id/guests/:exchange_guest_id', {
      summary: 'End the access of a participant to an exchange',
      agents: false,
    }),
  },
)

const params = { token: z.string().min(20).max(200) }
/** If a client can't send the header x-guest-session, the session is in the address. */
const query = z.object({ session: z.string().max(4000).optional() })
const PAGE = '/guest-exchanges/:token'

/** What the holder of a link may call: first the link with the code that is emailed to them, then all else. */
export const exchangeDoor = contract(
  { tag, about: ['guest_exchange'], who: 'anybody', errors: ['gone', 'unauthenticated'] },
  {
    door: get(`${PAGE}/door`, {
      summary: 'Say whose exchange a link is for',
      params,
      gives: ExchangeDoor,
      limit: 60,
    }),
    code: post(`${PAGE}/code`, {
      summary: 'Email a code to the participant of a link',
      params,
      limit: 60,
    }),
    session: post(`${PAGE}/session`, {
      summary: 'Open an exchange with the code',
      params,
      takes: DoorCode,
      gives: GuestSession,
      secret: true,
      limit: 60,
    }),
  },
)

export const exchangePage = contract(
  { tag, about: ['guest_exchange'], who: 'anybody', errors: ['gone', 'unauthenticated', 'refused'] },
  {
    one: get(PAGE, {
      summary: 'View an exchange as its participant',
      params,
      query,
      gives: GuestExchange,
      limit: 120,
    }),
    document: get(`${PAGE}/documents/:document_id/content`, {
      summary: 'Read a document of an exchange as its participant',
      params,
      query,
      gives: 'file',
    }),
    check: post(`${PAGE}/identification/check`, {
      summary: 'Show what the rules would say if this were identified, and save nothing',
      params,
      query,
      takes: IdentificationTrial,
      gives: Identification,
      status: 200,
      limit: 240,
    }),
    identify: post(`${PAGE}/identification-notices`, {
      summary: 'Draft an identification notice as the taxpayer, ready to be signed',
      params,
      query,
      takes: GuestIdentification,
      gives: z.object({ to_sign: z.array(WaitingSignature) }),
      status: 201,
      errors: ['quota_exceeded', 'duplicate'],
      limit: 60,
    }),
    sign: post(`${PAGE}/signatures/:signature_id/sign`, {
      summary: 'Sign a document as a participant of an exchange',
      params,
      query,
      takes: Signing,
      gives: GuestSigned,
      errors: ['conflict', 'unavailable'],
      limit: 60,
    }),
    decline: post(`${PAGE}/signatures/:signature_id/decline`, {
      summary: 'Decline to sign a document as a participant of an exchange',
      params,
      query,
      takes: Declining,
      gives: GuestSigned,
      limit: 60,
    }),
  },
)
