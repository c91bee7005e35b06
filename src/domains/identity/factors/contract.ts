import { z } from 'zod'
import { Enrolment, Factor, FirstCode, MfaMethod, NewFactor } from '#domains/identity/schema.ts'
import { contract, get, post, remove } from '#lib/contract.ts'

const params = { type: MfaMethod }
const Codes = z.array(z.string())

/** How a signed-in person protects their account: two-step methods and backup codes. */
export const factors = contract(
  { tag: 'me', about: ['factor'], who: 'person' },
  {
    all: get('/me/factors', {
      summary: 'List your two-step methods',
      gives: z.object({ items: z.array(Factor) }),
      whole: 'One of each kind.',
    }),
    start: post('/me/factors/:type', {
      summary: 'Set up a two-step method',
      params,
      takes: NewFactor.default({ phone: null }),
      gives: Enrolment,
      status: 201,
      confirmed: true,
    }),
    confirm: post('/me/factors/:type/confirm', {
      summary: 'Confirm a two-step method by its first code',
      params,
      takes: FirstCode,
      gives: z.object({ backup_codes: Codes.nullable() }),
      limit: 10,
    }),
    send: post('/me/factors/:type/send', {
      summary: 'Send the first code again',
      params,
      status: 202,
      limit: 5,
    }),
    remove: remove('/me/factors/:type', { summary: 'Remove a two-step method', params, confirmed: true }),
    makeBackupCodes: post('/me/backup-codes', {
      summary: 'Generate ten new backup codes',
      gives: z.object({ backup_codes: Codes }),
      status: 201,
      confirmed: true,
    }),
  },
)
