import { z } from 'zod'
import { Instant } from '#lib/text.ts'

const Facts = z
  .array(
    z
      .string()
      .max(100)
      .regex(/^(\*|[a-z_]+\.(\*|[a-z_]+))$/, 'is not a fact, such as documents.uploaded or documents.*'),
  )
  .min(1, 'Choose at least one fact.')
  .max(500)
  .meta({ example: ['documents.uploaded', 'identity.*'] })

const Description = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\p{Cc}]*$/u, 'has line breaks or invisible characters')

export const NewWebhook = z.object({
  url: z
    .url({ protocol: /^https?$/, error: 'is not a web address, such as https://example.com/hooks' })
    .max(2000)
    .meta({ example: 'https://hooks.example.com/deedline' }),
  description: Description.default('').meta({ example: 'Copies new documents to our archive' }),
  facts: Facts,
})
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookChange = NewWebhook.extend({
  description: Description,
  state: z.enum(['active', 'paused']),
}).partial()
export type WebhookChange = z.infer<typeof WebhookChange>

export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  facts: z.array(z.string()),
  /** `disabled`: by Deedline, after five days without a success. */
  state: z.enum(['active', 'paused', 'disabled']),
  failing_since: Instant.nullable(),
  last_success_at: Instant.nullable(),
  previous_secret_expires_at: Instant.nullable(),
  version: z.number().int(),
  created_at: Instant,
})
export type Webhook = z.infer<typeof Webhook>

export const WithSecret = z.object({ secret: z.string() })

export const DeliveryState = z.enum(['pending', 'delivered', 'failed'])

export const Delivery = z.object({
  /** The `webhook-id` of every attempt. */
  id: z.uuid(),
  fact: z.string(),
  event_id: z.uuid().nullable(),
  state: DeliveryState,
  created_at: Instant,
  next_attempt_at: Instant.nullable(),
  attempts: z.number().int(),
  /** The time of the last attempt. */
  attempted_at: Instant.nullable(),
  status_code: z.number().int().nullable(),
  error: z.string().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const Attempt = z.object({
  id: z.uuid(),
  status_code: z.number().int().nullable(),
  error: z.string().nullable(),
  response_body: z.string(),
  duration_ms: z.number().int(),
  created_at: Instant,
})
export type Attempt = z.infer<typeof Attempt>

export const DeliveryDetail = Delivery.extend({
  /** The body that is sent. */
  body: z.string(),
  log: z.array(Attempt),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

export const Resend = z.object({ since: Instant })
