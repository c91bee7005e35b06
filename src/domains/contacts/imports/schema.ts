import { z } from 'zod'
import { IMPORT_FIELDS, type ImportFieldId } from '#domains/contacts/rules/import-fields.ts'
import { ContactType, ContactVisibility } from '#domains/contacts/schema.ts'
import { OneLine } from '#lib/text.ts'

export const MOST_COLUMNS = 500
export const MOST_ROWS = 100_000
/** Errors and duplicates that are listed; all are counted. */
export const MOST_LISTED = 200

export const ImportState = z.enum([
  ...(['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'undoing', 'undone'] as const),
])
export type ImportState = z.infer<typeof ImportState>

const Field = z.enum(IMPORT_FIELDS.map(({ id }) => id) as [ImportFieldId, ...ImportFieldId[]])
const ColumnMapping = z.partialRecord(
  Field,
  z
    .int()
    .min(0)
    .max(MOST_COLUMNS - 1),
)

export const ImportSettings = z.object({
  /** What happens with rows that have errors: they are left out, or nothing is imported. */
  on_error: z.enum(['skip', 'stop']).default('skip'),
  /** What happens with rows of contacts that are there already: skipped, added again, or used to fill what is missing. */
  on_duplicate: z.enum(['skip', 'add', 'fill']).default('skip'),
  /** What every imported contact gets. */
  contact_type: z.array(ContactType).max(5).default([]),
  tags: z.array(OneLine(60)).max(10).default([]),
  visibility: ContactVisibility.default('organization'),
  team_id: z.uuid().nullable().default(null),
})
export type ImportSettings = z.infer<typeof ImportSettings>

export const ImportCheck = z
  .strictObject({ mapping: ColumnMapping, settings: ImportSettings.default(ImportSettings.parse({})) })
  .meta({
    example: {
      mapping: { first_name: 0, last_name: 1, email: 2 },
      settings: { on_error: 'skip', on_duplicate: 'fill', tags: ['Investors'] },
    },
  })
export type ImportCheck = z.infer<typeof ImportCheck>

/** `row` counts from 1, below the header. */
export const RowError = z.object({ row: z.int(), column: z.string(), reason: z.string() })
export type RowError = z.infer<typeof RowError>
export const RowDuplicate = z.object({
  row: z.int(),
  name: z.string(),
  reason: z.string(),
  /** The contact that is there already; null: another row of the file. */
  contact_id: z.uuid().nullable(),
})
export type RowDuplicate = z.infer<typeof RowDuplicate>

export const ContactImportRow = z.object({
  id: z.uuid(),
  filename: z.string(),
  file_size: z.number(),
  format: z.enum(['csv', 'xlsx', 'vcard']),
  state: ImportState,
  row_count: z.int(),
  done_count: z.int(),
  created_count: z.int(),
  filled_count: z.int(),
  /** Rows that were left out because the contact is there already. */
  skipped_count: z.int(),
  /** Rows with errors. */
  error_count: z.int(),
  /** Of an import that was undone: contacts moved to the trash, and those that stay because they were changed or used. */
  removed_count: z.int(),
  kept_count: z.int(),
  failure: z.string().nullable(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
  created_at: z.string(),
})
export type ContactImportRow = z.infer<typeof ContactImportRow>

export const ContactImport = ContactImportRow.extend({
  headers: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  mapping: ColumnMapping,
  settings: ImportSettings.partial(),
  errors: z.array(RowError),
  duplicates: z.array(RowDuplicate),
})
export type ContactImport = z.infer<typeof ContactImport>
