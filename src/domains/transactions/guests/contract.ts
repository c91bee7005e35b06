import { z } from 'zod'
import { contract, get, page, post, remove } from '#lib/contract.ts'
import { EndedAccess, Guest, GuestDeal, InvitedGuest, NewGuest } from './schema.ts'

const tag = 'transactions'

export const guests = contract(
  { tag, about: ['transaction'], who: 'transactions.edit' },
  {
    all: page('/transactions/:id/guests', {
      summary: 'List the clients who can see a deal by a link',
      who: 'transactions.read',
      item: Guest,
      by: ['id'],
    }),
    invite: post('/transactions/:id/guests', {
      summary: 'Let a client who is a party see the deal, by a link that is emailed to them',
      who: 'documents.share',
      takes: NewGuest,
      gives: InvitedGuest,
      status: 201,
      secret: true,
      agents: false,
    }),
    revoke: remove('/transactions/:id/guests/:guest_id', {
      summary: 'End the access of a client to a deal, with shares and requests that went to the same address',
      gives: EndedAccess,
      agents: false,
    }),
  },
)

/** What the holder of a client’s link may call, without an account. */
export const guestPage = contract(
  { tag, about: ['guest_deal'], who: 'anybody', errors: ['gone'] },
  {
    one: get('/guest-deals/:token', {
      summary: 'View a deal as its client',
      params: { token: z.string().min(20).max(200) },
      gives: GuestDeal,
      whole: 'The dates, requests and documents of one client.',
      limit: 60,
    }),
    calendar: get('/guest-deals/:token/dates.ics', {
      summary: 'Read the dates of a deal as its client (iCalendar)',
      params: { token: z.string().min(20).max(200) },
      gives: 'file',
      limit: 60,
    }),
  },
)
