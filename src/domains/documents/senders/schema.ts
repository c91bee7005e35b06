import { z } from 'zod'

/** The sender as a client sees them: enough to call them and to verify who they are. */
export const SenderCard = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  license_number: z.string().nullable(),
  photo_url: z.string().nullable(),
  logo_url: z.string().nullable().meta({ description: 'The logo of their organization.' }),
})
export type SenderCard = z.infer<typeof SenderCard>
