import { z } from 'zod'
import { Instant, OneLine } from '#lib/text.ts'

export const MOST_PASSKEYS = 20

export const PasskeyName = OneLine(100).meta({ example: 'Work laptop' })

export const Passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** It's kept with an account, such as iCloud or Google, and so on more than one device. */
  backed_up: z.boolean(),
  last_used_at: Instant.nullable(),
  created_at: Instant,
})
export type Passkey = z.infer<typeof Passkey>

const Base64Url = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/, 'is not Base64 for addresses')

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
export const Transport = z.enum(TRANSPORTS)

const Answer = {
  id: Base64Url(1400),
  rawId: Base64Url(1400),
  type: z.literal('public-key'),
}

/** What a browser answers when a passkey was made (`PublicKeyCredential.toJSON()`). */
export const NewCredential = z.object({
  ...Answer,
  response: z.object({
    clientDataJSON: Base64Url(8000),
    attestationObject: Base64Url(40_000),
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
})
export type NewCredential = z.infer<typeof NewCredential>

/** What it answers when one was used. */
export const Assertion = z.object({
  ...Answer,
  response: z.object({
    clientDataJSON: Base64Url(8000),
    authenticatorData: Base64Url(8000),
    signature: Base64Url(8000),
  }),
})
export type Assertion = z.infer<typeof Assertion>

/** Options for `navigator.credentials`, as the Web Authentication standard has them in JSON. */
export const CredentialOptions = z.record(z.string(), z.unknown())
