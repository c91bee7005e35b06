import { z } from 'zod'
import { Instant, OneLine } from '#lib/text.ts'

export const AppAccess = z.enum(['read', 'write'])
export type AppAccess = z.infer<typeof AppAccess>

export const ConnectedApp = z.object({
  id: z.uuid(),
  /** The name that the app gives itself. */
  name: z.string(),
  /** The host of its address for codes. */
  host: z.string(),
  access: AppAccess,
  user_id: z.uuid(),
  last_used_at: Instant.nullable(),
  created_at: Instant,
})
export type ConnectedApp = z.infer<typeof ConnectedApp>

/** The parameters of an app's request, in the address of the consent page (RFC 6749 4.1.1, RFC 7636, RFC 8707). */
export const AppRequest = z.object({
  client_id: z.string().min(1).max(4_000),
  redirect_uri: z.string().min(1).max(1_000),
  response_type: z.literal('code', 'has to be "code"').default('code'),
  code_challenge: z.string().regex(/^[\w-]{43,128}$/, 'is not an S256 challenge'),
  code_challenge_method: z.literal('S256', 'has to be "S256"'),
  resource: z.string().max(1_000).optional(),
  scope: z.string().max(500).optional(),
  state: z.string().max(2_000).optional(),
})
export type AppRequest = z.infer<typeof AppRequest>

export const AppConsent = AppRequest.extend({ access: AppAccess })
export type AppConsent = z.infer<typeof AppConsent>

/** The app that is asking, for the person who decides. */
export const AppPreview = z.object({
  name: z.string(),
  host: z.string(),
  /** A program on the person's own machine. */
  is_local: z.boolean(),
  /** Where to go when the person declines. */
  declined_url: z.string(),
})
export type AppPreview = z.infer<typeof AppPreview>

const RedirectUri = z
  .url('is not an address')
  .max(1_000)
  .refine(isSafe, 'has to be https://, or http:// on localhost, without a fragment')

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** A code is sent only over TLS, or to a program on the same machine (RFC 8252 7.3). */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, hash, username } = new URL(text)
  const safe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
  return safe && hash === '' && username === ''
}

export function isLoopback(text: string): boolean {
  return LOOPBACK.has(new URL(text).hostname)
}

/** What an app states when it registers (RFC 7591). Other statements are ignored. */
export const AppRegistration = z.object({
  client_name: OneLine(100).default('An app'),
  redirect_uris: z.array(RedirectUri).min(1).max(10),
})
export type AppRegistration = z.infer<typeof AppRegistration>
