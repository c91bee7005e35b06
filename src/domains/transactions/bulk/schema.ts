import { z } from 'zod'
import { TransactionChange } from '#domains/transactions/schema.ts'

export const MOST_AT_ONCE = 500

const ids = z.array(z.uuid()).min(1).max(MOST_AT_ONCE)

/** Who works on a deal, and who sees it. */
export const DealHandover = TransactionChange.pick({
  ...{ listing_agent_id: true, selling_agent_id: true, team_id: true, visibility: true },
} as const)
export type DealHandover = z.infer<typeof DealHandover>

export const TransactionBulk = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('change'), ids, change: z.strictObject(DealHandover.shape) }),
    z.strictObject({ action: z.literal('archive'), ids }),
    z.strictObject({ action: z.literal('unarchive'), ids }),
  ])
  .meta({
    example: { action: 'archive', ids: ['0198f0a0-0000-7000-8000-000000000002'] },
  })
export type TransactionBulk = z.infer<typeof TransactionBulk>

export const TransactionBulkResult = z.object({
  done: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
})
export type TransactionBulkResult = z.infer<typeof TransactionBulkResult>
