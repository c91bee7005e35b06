import { z } from 'zod'
import { Narrowing, RANGES } from '#domains/documents/schema.ts'
import { inOrder } from '#lib/in-order.ts'
import { Many } from '#lib/many.ts'

/** What a column of an exported list holds, in column order. */
export const EXPORT_COLUMNS = [
  'property_address',
  'title',
  'document_type',
  'category',
  'status',
  'tags',
  'uploaded_by',
  'visibility',
  'page_count',
  'file_size',
  'created_at',
  'updated_at',
  'filename',
] as const
export const DocumentExport = inOrder(
  Narrowing.extend({
    format: z.enum(['csv', 'xlsx']).default('csv'),
    columns: Many.pipe(z.array(z.enum(EXPORT_COLUMNS))).optional(),
  }),
  ...RANGES,
)
export type DocumentExport = z.infer<typeof DocumentExport>
