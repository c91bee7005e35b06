import { z } from 'zod'

/** The sender as a client sees them: enough to call them and to verify who they are. */
export const SenderCard = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  license_number: z.string().nullable(),
})
export type SenderCard = z.infer<typeof SenderCard>
