import { z } from 'zod'
import { Instant, OneLine } from '#lib/text.ts'

export const NewApiKey = z.object({
  name: OneLine(200).meta({ example: 'Nightly import' }),
  scopes: z
    .array(z.string().max(60))
    .min(1, 'Choose at least one permission.')
    .max(50)
    .meta({ example: ['documents.read', 'documents.upload'] }),
  expires_in_days: z.number().int().min(1).max(730).default(365),
})
export type NewApiKey = z.infer<typeof NewApiKey>

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  user_id: z.uuid(),
  expires_at: Instant.nullable(),
  last_used_at: Instant.nullable(),
  created_at: Instant,
})
export type ApiKey = z.infer<typeof ApiKey>
