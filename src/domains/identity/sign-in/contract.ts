import { z } from 'zod'
import { InvitationPreview } from '#domains/identity/invitations/schema.ts'
import {
  Credentials,
  ForgottenPassword,
  LinkToken,
  NewAccount,
  PasswordReset,
  SecondStepCode,
  SignedIn,
} from '#domains/identity/schema.ts'
import { contract, post } from '#lib/contract.ts'

const Accepted = z.object({ message: z.string() })
const challenge = z.string().max(2000)

/** Guessing is slow from one address, whatever the account. */
const limit = 30
/** Each page load refreshes once, and a whole office may share one address. */
const OFTEN = 1200

/** Public calls to sign in and out. */
export const auth = contract(
  { tag: 'auth', about: ['session'], who: 'anybody' },
  {
    signUp: post('/auth/sign-up', {
      errors: ['gone'],
      summary: 'Create an account',
      takes: NewAccount,
      gives: Accepted,
      status: 202,
      limit,
    }),
    signIn: post('/auth/sign-in', {
      errors: ['unauthenticated', 'locked', 'unverified', 'second_factor_required'],
      summary: 'Sign in',
      takes: Credentials,
      gives: SignedIn,
      limit,
    }),
    sendCode: post('/auth/second-factor', {
      errors: ['unauthenticated', 'refused'],
      summary: 'Send a verification code while signing in',
      takes: z.object({ challenge, method: z.enum(['email', 'sms']) }),
      gives: Accepted,
      status: 202,
      limit,
    }),
    verifyCode: post('/auth/second-factor/confirm', {
      errors: ['unauthenticated', 'locked', 'second_factor_required'],
      summary: 'Verify the code after a provider',
      takes: z.object({ challenge, totp_code: SecondStepCode }),
      gives: SignedIn,
      limit,
    }),
    refresh: post('/auth/refresh', {
      errors: ['unauthenticated'],
      summary: 'Get a new access token by the refresh cookie',
      gives: SignedIn,
      limit: OFTEN,
    }),
    verifyEmail: post('/auth/verify-email', {
      errors: ['gone'],
      summary: 'Verify an email address by its link',
      takes: LinkToken,
      gives: SignedIn,
      limit,
    }),
    forgotPassword: post('/auth/forgot-password', {
      summary: 'Send a link to reset the password',
      takes: ForgottenPassword,
      gives: Accepted,
      status: 202,
      limit,
    }),
    resetPassword: post('/auth/reset-password', {
      errors: ['gone'],
      summary: 'Reset the password by its link',
      takes: PasswordReset,
      gives: Accepted,
      limit,
    }),
    signOut: post('/auth/sign-out', { summary: 'Sign out' }),
    invitation: post('/auth/invitation', {
      errors: ['gone'],
      summary: 'View an invitation by its link',
      takes: LinkToken,
      gives: InvitationPreview,
      limit,
    }),
  },
)
