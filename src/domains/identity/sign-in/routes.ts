import { sendCode } from '#domains/identity/factors/codes.ts'
import { openInvitation } from '#domains/identity/invitations/invitations.ts'
import { demandMayEnter } from '#domains/identity/oidc/oidc.ts'
import { findUserIdByEmail } from '#domains/identity/people/queries.ts'
import {
  clearSessionCookies,
  placeOf,
  readRefreshCookie,
  setSessionCookies,
} from '#domains/identity/sessions/cookies.ts'
import { endSession, refreshSession } from '#domains/identity/sessions/sessions.ts'
import { readChallenge } from '#domains/identity/tokens.ts'
import { enqueue } from '#infra/facts/events.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { auth } from './contract.ts'
import { letIn } from './let-in.ts'
import { describeSession, finishSignIn, signIn, startSession } from './sign-in.ts'
import { resetPassword, signUp, verifyEmail } from './sign-up.ts'

export const authRoutes: Routes = async (http, infra) => {
  const { config, db } = infra
  const secret = config.DEEDLINE_SECRET

  serve(http, infra, auth, {
    signUp: async ({ origin, body, now }) => {
      await signUp(db, origin, body, now)
      return { message: `We sent an email to ${body.email}. Open its link to continue.` }
    },
    signIn: async ({ request, body, now, ...asked }) =>
      letIn(infra, await signIn(db, secret, body, placeOf(request), now), { ...asked, now }),
    sendCode: async ({ origin, body: { challenge, method }, now }) => {
      const user_id = await readChallenge(secret, challenge, now)
      await withIdentity(db, origin, (tx) => sendCode(tx, user_id, method))
      return { message: 'Code sent.' }
    },
    verifyCode: async ({ origin, request, reply, body: { challenge, totp_code }, now }) => {
      const user_id = await readChallenge(secret, challenge, now)
      const attempted = await withIdentity(db, origin, async (tx) => {
        await demandMayEnter(tx, user_id)
        return finishSignIn(tx, secret, user_id, totp_code, placeOf(request), now)
      })
      return letIn(infra, attempted, { origin, reply, now })
    },
    refresh: async ({ origin, request, reply, now }) => {
      const token = readRefreshCookie(request)
      const result = await withIdentity(db, origin, async (tx) => {
        const refreshed = await refreshSession(tx, token, origin, now)
        if ('refusal' in refreshed) return refreshed
        return { ...refreshed, answer: await describeSession(tx, secret, refreshed.session, now) }
      })
      if ('refusal' in result) {
        clearSessionCookies(reply)
        throw result.refusal
      }
      setSessionCookies(reply, config, result.session.refresh_token)
      return result.answer
    },
    verifyEmail: async ({ origin, reply, body, now }) => {
      const { session, answer } = await withIdentity(db, origin, async (tx) => {
        const user_id = await verifyEmail(tx, body.token, now)
        const session = await startSession(tx, user_id, origin, now, 'verified_email', false)
        return { session, answer: await describeSession(tx, secret, session, now) }
      })
      setSessionCookies(reply, config, session.refresh_token)
      return answer
    },
    forgotPassword: async ({ origin, body: { email } }) => {
      await withIdentity(db, origin, async (tx) => {
        const user_id = await findUserIdByEmail(tx, email)
        if (user_id)
          await enqueue(tx, 'identity.mail_reset', { user_id }, { key: `identity.mail_reset:${user_id}` })
      })
      return { message: `If ${email} has an account, we sent it an email with a link.` }
    },
    resetPassword: async ({ origin, body, now }) => {
      await resetPassword(db, secret, origin, body, now)
      return { message: 'Password changed. Sign in with the new one.' }
    },
    signOut: async ({ origin, request, reply, now }) => {
      const token = readRefreshCookie(request)
      await withIdentity(db, origin, (tx) => endSession(tx, token, now))
      clearSessionCookies(reply)
    },
    invitation: ({ origin, body, now }) =>
      withIdentity(db, origin, async (tx) => {
        const { organization_name, email, role, inviter } = await openInvitation(tx, body.token, now)
        const has_account = (await findUserIdByEmail(tx, email)) !== undefined
        return { organization_name, email, role, invited_by: inviter ?? '', has_account }
      }),
  })
}
