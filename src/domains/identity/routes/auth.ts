import { z } from 'zod'
import { sendCode } from '#domains/identity/factors/codes.ts'
import { openInvitation } from '#domains/identity/invitations/invitations.ts'
import { InvitationPreview } from '#domains/identity/invitations/schema.ts'
import { findUserIdByEmail } from '#domains/identity/people/queries.ts'
import { Credentials, Email, NewAccount, SignedIn } from '#domains/identity/schema.ts'
import {
  clearSessionCookies,
  placeOf,
  readRefreshCookie,
  setDeviceCookie,
  setSessionCookies,
} from '#domains/identity/sessions/cookies.ts'
import { endSession, refreshSession } from '#domains/identity/sessions/sessions.ts'
import { describeSession, signIn, startSession } from '#domains/identity/sign-in/sign-in.ts'
import { resetPassword, signUp, verifyEmail } from '#domains/identity/sign-in/sign-up.ts'
import { readChallenge } from '#domains/identity/tokens.ts'
import { enqueue } from '#infra/events.ts'
import type { Routes } from '#infra/http.ts'
import { withIdentity } from '#infra/postgres.ts'

const Accepted = z.object({ message: z.string() })
const Token = z.object({ token: z.string().min(20).max(200) })
/** Guessing is slow from one address, whatever the account. */
const guarded = { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } } as const

/** Each page load refreshes once, and a whole office may sit behind one address. */
const refreshing = { access: 'public', rateLimit: { max: 1200, timeWindow: '1 minute' } } as const

export const authRoutes: Routes = async (http, infra) => {
  const { config, db } = infra
  const secret = config.DEEDLINE_SECRET

  http.post(
    '/auth/sign-up',
    {
      config: guarded,
      schema: { tags: ['auth'], summary: 'Open an account', body: NewAccount, response: { 202: Accepted } },
    },
    async ({ origin, body }, reply) => {
      await signUp(db, origin, body, infra.now())
      reply.code(202)
      return { message: `We have sent a mail to ${body.email}. Open its link to go on.` }
    },
  )

  http.post(
    '/auth/sign-in',
    {
      config: guarded,
      schema: { tags: ['auth'], summary: 'Sign in', body: Credentials, response: { 200: SignedIn } },
    },
    async (request, reply) => {
      const attempted = await signIn(db, secret, request.body, placeOf(request), infra.now())
      if ('refusal' in attempted) throw attempted.refusal
      const { session, device_token } = attempted
      setSessionCookies(reply, config, session.refresh_token)
      setDeviceCookie(reply, config, device_token)
      return withIdentity(db, request.origin, (tx) => describeSession(tx, secret, session, infra.now()))
    },
  )

  http.post(
    '/auth/second-factor',
    {
      config: guarded,
      schema: {
        tags: ['auth'],
        summary: 'Have a code sent while signing in',
        body: z.object({ challenge: z.string().max(2000), method: z.enum(['email', 'sms']) }),
        response: { 202: Accepted },
      },
    },
    async ({ origin, body }, reply) => {
      const user_id = await readChallenge(secret, body.challenge, infra.now())
      await withIdentity(db, origin, (tx) => sendCode(tx, user_id, body.method))
      reply.code(202)
      return { message: 'The code is on its way.' }
    },
  )

  http.post(
    '/auth/refresh',
    {
      config: refreshing,
      schema: {
        tags: ['auth'],
        summary: 'A new access token by the refresh cookie',
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      const token = readRefreshCookie(request)
      const result = await withIdentity(db, request.origin, async (tx) => {
        const refreshed = await refreshSession(tx, token, request.origin, infra.now())
        if ('refusal' in refreshed) return refreshed
        return { ...refreshed, answer: await describeSession(tx, secret, refreshed.session, infra.now()) }
      })
      if ('refusal' in result) {
        clearSessionCookies(reply)
        throw result.refusal
      }
      setSessionCookies(reply, config, result.session.refresh_token)
      return result.answer
    },
  )

  http.post(
    '/auth/verify-email',
    {
      config: guarded,
      schema: {
        tags: ['auth'],
        summary: 'Confirm an address by the mailed link',
        body: Token,
        response: { 200: SignedIn },
      },
    },
    async ({ origin, body }, reply) => {
      const { session, answer } = await withIdentity(db, origin, async (tx) => {
        const user_id = await verifyEmail(tx, body.token, infra.now())
        const session = await startSession(tx, user_id, origin, infra.now(), 'verified_email', false)
        return { session, answer: await describeSession(tx, secret, session, infra.now()) }
      })
      setSessionCookies(reply, config, session.refresh_token)
      return answer
    },
  )

  http.post(
    '/auth/forgot-password',
    {
      config: guarded,
      schema: {
        tags: ['auth'],
        summary: 'Have a link to a new password mailed',
        body: z.object({ email: Email }),
        response: { 202: Accepted },
      },
    },
    async ({ origin, body }, reply) => {
      await withIdentity(db, origin, async (tx) => {
        const user_id = await findUserIdByEmail(tx, body.email)
        if (user_id)
          await enqueue(tx, 'identity.mail_reset', { user_id }, { key: `identity.mail_reset:${user_id}` })
      })
      reply.code(202)
      return { message: `If ${body.email} has an account, a mail with a link is on its way.` }
    },
  )

  http.post(
    '/auth/reset-password',
    {
      config: guarded,
      schema: {
        tags: ['auth'],
        summary: 'Set a new password by the mailed link',
        body: Token.extend({ password: z.string().max(1000) }),
        response: { 200: Accepted },
      },
    },
    async ({ origin, body }) => {
      await resetPassword(db, secret, origin, body, infra.now())
      return { message: 'The new password is set. Sign in with it.' }
    },
  )

  http.post(
    '/auth/sign-out',
    {
      config: { access: 'public' },
      schema: { tags: ['auth'], summary: 'End this session', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const token = readRefreshCookie(request)
      await withIdentity(db, request.origin, (tx) => endSession(tx, token, infra.now()))
      clearSessionCookies(reply)
      return reply.code(204).send(null)
    },
  )

  http.post(
    '/auth/invitation',
    {
      config: guarded,
      schema: {
        tags: ['auth'],
        summary: 'What an invitation offers',
        body: Token,
        response: { 200: InvitationPreview },
      },
    },
    async ({ origin, body }) => {
      return withIdentity(db, origin, async (tx) => {
        const { organization_name, email, role, inviter } = await openInvitation(tx, body.token, infra.now())
        const has_account = (await findUserIdByEmail(tx, email)) !== undefined
        return { organization_name, email, role, invited_by: inviter ?? '', has_account }
      })
    },
  )
}
