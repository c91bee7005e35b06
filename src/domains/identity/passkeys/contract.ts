import { z } from 'zod'
import { SignedIn } from '#domains/identity/schema.ts'
import { contract, get, patch, post, remove } from '#lib/contract.ts'
import { Assertion, CredentialOptions, NewCredential, Passkey, PasskeyName } from './schema.ts'

const Options = z.object({ options: CredentialOptions })

/** A person's own passkeys. */
export const passkeys = contract(
  { tag: 'passkeys', about: ['passkey', 'factor'], who: 'person' },
  {
    all: get('/me/passkeys', {
      summary: 'List your passkeys',
      gives: z.object({ items: z.array(Passkey) }),
      whole: 'A person has at most 20.',
    }),
    start: post('/me/passkeys/options', {
      summary: 'Get the options to add a passkey',
      gives: Options,
      confirmed: true,
      limit: 30,
      errors: ['refused'],
    }),
    add: post('/me/passkeys', {
      summary: 'Add a passkey',
      takes: z.object({ name: PasskeyName, credential: NewCredential }),
      gives: z.object({ passkey: Passkey, backup_codes: z.array(z.string()).nullable() }),
      status: 201,
      confirmed: true,
      secret: true,
      limit: 30,
      errors: ['refused'],
    }),
    rename: patch('/me/passkeys/:id', {
      summary: 'Rename a passkey',
      takes: z.object({ name: PasskeyName }),
      gives: Passkey,
    }),
    remove: remove('/me/passkeys/:id', { summary: 'Remove a passkey', confirmed: true }),
    startConfirm: post('/me/confirm/passkey/options', {
      summary: 'Get the options to confirm it’s you with a passkey',
      gives: Options,
      limit: 30,
    }),
    confirm: post('/me/confirm/passkey', {
      summary: 'Confirm it’s you with a passkey',
      takes: z.object({ credential: Assertion }),
      limit: 30,
    }),
  },
)

const challenge = z.string().max(2000).optional()

/** Signing in with a passkey: alone, or as the second step after a password or provider (`challenge`). */
export const passkeySignIn = contract(
  { tag: 'auth', about: ['session'], who: 'anybody' },
  {
    start: post('/auth/passkey/options', {
      summary: 'Get the options to sign in with a passkey',
      takes: z.object({ challenge }),
      gives: Options,
      limit: 60,
      errors: ['unauthenticated'],
    }),
    finish: post('/auth/passkey', {
      summary: 'Sign in with a passkey',
      takes: z.object({ credential: Assertion, challenge }),
      gives: SignedIn,
      limit: 30,
      errors: ['unauthenticated', 'forbidden'],
    }),
  },
)
