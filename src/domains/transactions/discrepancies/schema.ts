import { z } from 'zod'
import { DealField, StatedValue } from '#domains/transactions/proposals/schema.ts'
import { Reason } from '#domains/transactions/schema.ts'

/** Documents of a deal that disagree about a field, or the deal and what was applied to it. */
export const Discrepancy = z.object({
  field: DealField,
  /** What the deal has. */
  current: z.string().nullable(),
  sources: z.array(StatedValue),
})
export type Discrepancy = z.infer<typeof Discrepancy>

export const Settlement = z
  .object({
    field: DealField,
    document_id: z.uuid().nullable().meta({ description: 'The document that is right; null: the deal is.' }),
    reason: Reason,
  })
  .meta({
    example: {
      field: 'closing_date',
      document_id: '0198f0a0-0000-7000-8000-000000000002',
      reason: 'Both signed the amendment.',
    },
  })
export type Settlement = z.infer<typeof Settlement>
