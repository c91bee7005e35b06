import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { ProviderName, type ProviderState } from '#domains/identity/schema.ts'
import type { Config } from '#infra/config.ts'
import { AppError, found } from '#lib/errors.ts'

export type Provider = {
  name: ProviderName
  label: string
  issuer: string
  client_id: string
  client_secret: string
  /** Whether the provider verifies its email addresses. Microsoft lets a tenant's administrator enter any address. */
  proves_email: boolean
}

/** The state of a sign-in between its start and its return; it is in a cookie of the browser. */
export const Pending = z.object({
  provider: ProviderName,
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The signed-in person who adds the provider to their account. */
  user_id: z.uuid().nullable(),
  /** The page that they wanted. */
  next: z.string(),
})
export type Pending = z.infer<typeof Pending>

export type ProvenPerson = {
  provider_user_id: string
  email: string
  email_verified: boolean
  first_name: string
  last_name: string
}

/** The supported providers; one without an id and a secret is off. */
function knownProviders(config: Config) {
  const { GOOGLE_ISSUER, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = config
  const { MICROSOFT_ISSUER, MICROSOFT_CLIENT_ID, MICROSOFT_CLIENT_SECRET } = config
  return [
    {
      name: 'google' as const,
      label: 'Google',
      issuer: GOOGLE_ISSUER,
      client_id: GOOGLE_CLIENT_ID,
      client_secret: GOOGLE_CLIENT_SECRET,
      proves_email: true,
    },
    {
      name: 'microsoft' as const,
      label: 'Microsoft',
      issuer: MICROSOFT_ISSUER,
      client_id: MICROSOFT_CLIENT_ID,
      client_secret: MICROSOFT_CLIENT_SECRET,
      proves_email: false,
    },
  ]
}

/** The providers that are configured. */
export function listProviders(config: Config): Provider[] {
  return knownProviders(config).flatMap(({ client_id, client_secret, ...rest }) =>
    client_id && client_secret ? [{ ...rest, client_id, client_secret }] : [],
  )
}

export function getProvider(config: Config, name: ProviderName): Provider {
  return found(
    listProviders(config).find((provider) => provider.name === name),
    'sign-in provider here',
  )
}

/**
 * What an administrator needs in order to turn a provider on: what to register there, and which settings to fill in
 * here.
 */
export function describeProviders(config: Config): ProviderState[] {
  return knownProviders(config).map(({ name, label, issuer, client_id, client_secret }) => ({
    provider: name,
    label,
    on: Boolean(client_id && client_secret),
    issuer,
    redirect_uri: redirectUri(config.BASE_URL, { name }),
    settings: [`${name.toUpperCase()}_CLIENT_ID`, `${name.toUpperCase()}_CLIENT_SECRET`],
  }))
}

function redirectUri(base_url: string, { name }: Pick<Provider, 'name'>): string {
  return `${base_url}/api/v1/auth/oidc/${name}/callback`
}

async function discover({ issuer, client_id, client_secret, label }: Provider): Promise<Configuration> {
  const loopback = /^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(issuer)
  try {
    return await discovery(new URL(issuer), client_id, client_secret, undefined, {
      timeout: 5,
      ...(loopback ? { execute: [allowInsecureRequests] } : {}),
    })
  } catch (error) {
    throw new AppError(
      'unavailable',
      `${label} isn’t responding. Sign in with your password, or try again later.`,
      { cause: String(error) },
    )
  }
}

/** Where to send the browser, and what must come back with it. */
export async function startOidc(
  provider: Provider,
  base_url: string,
  { user_id, next }: Pick<Pending, 'user_id' | 'next'>,
): Promise<{ url: string; pending: Pending }> {
  const configuration = await discover(provider)
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri(base_url, provider),
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, pending: { provider: provider.name, state, nonce, verifier, user_id, next } }
}

const Claims = z.object({
  sub: z.string(),
  email: z.email().transform((value) => value.toLowerCase()),
  email_verified: z.boolean().default(false),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  name: z.string().optional(),
})

/**
 * Exchanges the response for an identity: state, nonce, PKCE and, if the provider sends it, the issuer (RFC 9207) must
 * match the start, so that one provider's response can't be passed off as another's.
 */
export async function finishOidc(
  provider: Provider,
  base_url: string,
  query: string,
  pending: Pending,
): Promise<ProvenPerson> {
  const refusal = new AppError(
    'unauthenticated',
    `${provider.label} did not confirm who you are. Start again.`,
  )
  const declined = new AppError(
    'forbidden',
    `You did not let ${provider.label} tell us who you are. Try again, or sign in with your password.`,
  )
  if (pending.provider !== provider.name) throw refusal
  const configuration = await discover(provider)
  const url = new URL(redirectUri(base_url, provider))
  url.search = query
  const tokens = await authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  }).catch((error) => {
    if (error instanceof AuthorizationResponseError && error.error === 'access_denied') throw declined
    throw refusal
  })
  const claims = Claims.safeParse(tokens.claims())
  if (!claims.success)
    throw new AppError('refused', `${provider.label} didn’t share your email address, which we need.`)
  const { sub, email, email_verified, given_name, family_name, name } = claims.data
  const [first = email, ...rest] = (name ?? email).split(' ')
  return {
    provider_user_id: sub,
    email,
    email_verified: email_verified && provider.proves_email,
    first_name: (given_name ?? first).slice(0, 200),
    last_name: (family_name ?? (rest.join(' ') || '—')).slice(0, 200),
  }
}
