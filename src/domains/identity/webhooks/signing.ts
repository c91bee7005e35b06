import { randomBytes } from 'node:crypto'
import { Webhook as Signer } from 'standardwebhooks'
import { decrypt, encrypt } from '#infra/secrets.ts'
import type { DueDelivery, SentFact } from './deliveries/queries.ts'

/** 256 random bits in the format of Standard Webhooks, and in the stored form. */
export function newSecret(deedline_secret: string): { secret: string; secret_encrypted: string } {
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  return { secret, secret_encrypted: encrypt(deedline_secret, secret) }
}

export function hostOf(url: string): string {
  return new URL(url).host
}

/** The body is the same for every attempt. A delivery without a fact is a test. */
export function bodyOf(
  {
    id,
    organization_id,
    fact,
    created_at,
  }: Pick<DueDelivery, 'id' | 'organization_id' | 'fact' | 'created_at'>,
  event: SentFact | null,
): string {
  const { created_at: happened_at, ...about } = event ?? {
    id,
    subject_type: 'webhook',
    subject_id: id,
    user_id: null,
    payload: {},
    created_at,
  }
  const timestamp = new Date(happened_at).toISOString()
  return JSON.stringify({ type: fact, timestamp, data: { organization_id, ...about } })
}

/** The headers of Standard Webhooks. While a secret is being replaced there are two signatures. */
export function headersOf(
  deedline_secret: string,
  { id, secret_encrypted, previous_secret_encrypted }: DueDelivery,
  body: string,
  now: Date,
): Record<string, string> {
  const signatures = [secret_encrypted, previous_secret_encrypted]
    .filter((sealed) => sealed !== null)
    .map((sealed) => new Signer(decrypt(deedline_secret, sealed)).sign(id, now, body))
  return {
    'content-type': 'application/json',
    'user-agent': 'Deedline-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}
