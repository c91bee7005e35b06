import { z } from 'zod'
import { TransactionNarrowing } from '#domains/transactions/list/schema.ts'
import { Many } from '#lib/many.ts'

/** What a column of an export holds, in the order of the columns. */
export const EXPORT_COLUMNS = [
  ...(['address', 'transaction_number', 'stage', 'status', 'transaction_type', 'side', 'clients'] as const),
  ...(['agents', 'list_price', 'sale_price', 'next_date', 'next_date_name', 'listing_date'] as const),
  ...(['contract_date', 'closing_date', 'closed_on', 'visibility', 'created_at', 'archived_at'] as const),
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

export const TransactionExport = TransactionNarrowing.extend({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  columns: Many.pipe(z.array(z.enum(EXPORT_COLUMNS))).optional(),
})
export type TransactionExport = z.infer<typeof TransactionExport>
