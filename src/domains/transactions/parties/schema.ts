import { z } from 'zod'
import { PartyRole } from '#domains/transactions/schema.ts'

export const Party = z.object({
  id: z.uuid(),
  contact_id: z.uuid(),
  display_name: z.string(),
  kind: z.string(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  phone_primary: z.string().nullable(),
  role: PartyRole,
  side: z.enum(['listing', 'selling']).nullable(),
  signing_order: z.int().nullable(),
})
export type Party = z.infer<typeof Party>
