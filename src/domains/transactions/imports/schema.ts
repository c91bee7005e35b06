import { z } from 'zod'
import {
  RowDuplicate as AnyDuplicate,
  ColumnPlace,
  ImportedFile,
  OnError,
} from '#domains/identity/imports/schema.ts'
import { DEAL_FIELDS, type DealFieldId } from '#domains/transactions/rules/import-fields.ts'
import { Visibility } from '#domains/transactions/schema.ts'

const Field = z.enum(DEAL_FIELDS.map(({ id }) => id) as [DealFieldId, ...DealFieldId[]])
const ColumnMapping = z.partialRecord(Field, ColumnPlace)

export const DealImportSettings = z.object({
  on_error: OnError.default('skip'),
  /** What happens with rows of deals that are there already: they are skipped, or added again with a new number. */
  on_duplicate: z.enum(['skip', 'add']).default('skip'),
  /** What happens where an agent is no member: the row has an error, or the agent is left out. */
  on_unknown_agent: z.enum(['error', 'leave_out']).default('error'),
  visibility: Visibility.default('organization'),
  team_id: z.uuid().nullable().default(null),
})
export type DealImportSettings = z.infer<typeof DealImportSettings>

export const DealImportCheck = z
  .strictObject({
    mapping: ColumnMapping,
    settings: DealImportSettings.default(DealImportSettings.parse({})),
  })
  .meta({
    example: {
      mapping: { address: 0, transaction_type: 1, stage: 2, sale_price: 3 },
      settings: { on_error: 'skip', on_duplicate: 'skip', on_unknown_agent: 'leave_out' },
    },
  })

export const DealDuplicate = AnyDuplicate.extend({
  /** The deal that is there already; null: another row of the file, or a deal that the person doesn’t see. */
  transaction_id: z.uuid().nullable(),
})
export type DealDuplicate = z.infer<typeof DealDuplicate>

export const DealImport = ImportedFile.extend({
  mapping: ColumnMapping,
  settings: DealImportSettings.partial(),
  duplicates: z.array(DealDuplicate),
})
export type DealImport = z.infer<typeof DealImport>
