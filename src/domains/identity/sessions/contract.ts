import { z } from 'zod'
import { Confirmation, ConfirmationMethods, Session } from '#domains/identity/schema.ts'
import { contract, get, page, post, remove } from '#lib/contract.ts'

const tag = 'me'

export const sessions = contract(
  { tag, about: ['session'], who: 'person' },
  {
    all: page('/me/sessions', {
      summary: 'List where you are signed in',
      item: Session,
      by: ['last_used_at', 'id'],
    }),
    endAll: remove('/me/sessions', { summary: 'Sign out everywhere' }),
    end: remove('/me/sessions/:id', { summary: 'Sign out one of your sessions' }),
  },
)

/** Proof of identity, asked for again before an account is weakened. */
export const confirmations = contract(
  { tag, about: ['confirmation'], who: 'person' },
  {
    methods: get('/me/confirm', {
      summary: 'List the ways to confirm it’s you',
      gives: ConfirmationMethods,
    }),
    confirm: post('/me/confirm', {
      errors: ['locked'],
      summary: 'Confirm it’s you, by password or code',
      takes: Confirmation,
      limit: 10,
    }),
    send: post('/me/confirm/send', {
      summary: 'Send a code to confirm it’s you',
      takes: z.object({ method: z.enum(['email', 'sms']) }),
      status: 202,
      limit: 5,
    }),
  },
)
