import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Tx } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'
import { type ChallengePurpose, type Credential, insertChallenge, spendChallenge } from './queries.ts'
import { type Assertion, type NewCredential, Transport } from './schema.ts'

const CHALLENGE_MS = 5 * 60_000
const NAME = 'Deedline'

/** Passkeys belong to the host of the product's address, and are used on its own pages only. */
type Site = { origin: string; rp_id: string }

export function siteOf({ BASE_URL }: { BASE_URL: string }): Site {
  const { origin, hostname } = new URL(BASE_URL)
  return { origin, rp_id: hostname }
}

/** For whom, and for what, an authenticator is to sign. `user_id` is null where nobody is known yet. */
export type Ask = { purpose: ChallengePurpose; user_id: string | null }

type Person = { id: string; email: string; display_name: string | null }

/** What an authenticator needs to make a passkey that names its person by itself and asks for a PIN or biometrics. */
export async function startRegistration(tx: Tx, site: Site, person: Person, known: Credential[], now: Date) {
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: site.rp_id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.display_name ?? person.email,
    attestationType: 'none',
    excludeCredentials: known.map(toDescriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await remember(tx, { purpose: 'add', user_id: person.id }, options.challenge, now)
  return options
}

/** What it needs to use one: one of these, or, where none are named, any that it has for us. */
export async function startAuthentication(tx: Tx, site: Site, ask: Ask, allowed: Credential[], now: Date) {
  const options = await generateAuthenticationOptions({
    rpID: site.rp_id,
    allowCredentials: allowed.map(toDescriptor),
    userVerification: 'required',
  })
  await remember(tx, ask, options.challenge, now)
  return options
}

/** The public half of a passkey that was made for a challenge of ours. Undefined: it was not. */
export async function finishRegistration(
  tx: Tx,
  site: Site,
  user_id: string,
  { id, rawId, type, response }: NewCredential,
  now: Date,
) {
  const { clientDataJSON, attestationObject } = response
  const expectedChallenge = await spend(tx, { purpose: 'add', user_id }, clientDataJSON, now)
  if (!expectedChallenge) return undefined
  const transports = response.transports.filter((one) => Transport.safeParse(one).success)
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rp_id,
    requireUserVerification: true,
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || !registrationInfo) return undefined
  const { credential: made, credentialBackedUp } = registrationInfo
  return {
    credential_id: made.id,
    public_key: Buffer.from(made.publicKey).toString('base64url'),
    counter: made.counter,
    transports,
    backed_up: credentialBackedUp,
  }
}

/**
 * Whether the credential has signed a challenge of ours, on our page, with a PIN or biometrics. Answers its new counter.
 * An unknown credential takes as long: a key that nobody has is checked in its place.
 */
export async function finishAuthentication(
  tx: Tx,
  site: Site,
  ask: Ask,
  known: Credential | undefined,
  { id, rawId, type, response }: Assertion,
  now: Date,
): Promise<number | undefined> {
  const { clientDataJSON, authenticatorData, signature } = response
  const expectedChallenge = await spend(tx, ask, clientDataJSON, now)
  const checked = known ?? { credential_id: id, public_key: NOBODYS_KEY, counter: 0 }
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      ...{ id, rawId, type, clientExtensionResults: {} },
      response: { clientDataJSON, authenticatorData, signature },
    },
    expectedChallenge: expectedChallenge ?? '',
    expectedOrigin: site.origin,
    expectedRPID: site.rp_id,
    requireUserVerification: true,
    credential: {
      id: checked.credential_id,
      publicKey: new Uint8Array(Buffer.from(checked.public_key, 'base64url')),
      counter: checked.counter,
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  return expectedChallenge && known && verified ? authenticationInfo?.newCounter : undefined
}

/** A P-256 key in COSE whose private half was thrown away. */
const NOBODYS_KEY =
  'pQECAyYgASFYIHSO8wSwRURtQi4OoE42b5ujcUjrW5vCHRQB9XplK0ifIlgg5m1PdGQYHKQtEUz6rrxUu3YIJo5xjCVOz3QSVXkpNBM'

async function remember(tx: Tx, ask: Ask, challenge: string, now: Date): Promise<void> {
  const expires_at = new Date(now.getTime() + CHALLENGE_MS)
  await insertChallenge(tx, { ...ask, challenge_hash: hashToken(challenge), expires_at })
}

/** The challenge that was signed, once it has been used up; undefined where it is none of ours, or was answered before. */
async function spend(tx: Tx, ask: Ask, clientDataJSON: string, now: Date): Promise<string | undefined> {
  const challenge = challengeIn(clientDataJSON)
  if (!challenge) return undefined
  const ours = await spendChallenge(tx, { ...ask, challenge_hash: hashToken(challenge) }, now)
  return ours ? challenge : undefined
}

function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    return typeof challenge === 'string' && challenge.length < 500 ? challenge : undefined
  } catch {
    return undefined // What can't be read was not signed for us.
  }
}

function toDescriptor({ credential_id, transports }: Credential) {
  return { id: credential_id, transports: transports.flatMap((one) => Transport.safeParse(one).data ?? []) }
}

export function unknownPasskey(): AppError {
  return new AppError(
    'unauthenticated',
    'This passkey couldn’t be verified. Try again, or sign in another way.',
  )
}
