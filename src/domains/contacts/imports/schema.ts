import { z } from 'zod'
import { IMPORT_FIELDS, type ImportFieldId } from '#domains/contacts/rules/import-fields.ts'
import { ContactType, ContactVisibility } from '#domains/contacts/schema.ts'
import {
  RowDuplicate as AnyDuplicate,
  ColumnPlace,
  ImportedFile,
  OnError,
} from '#domains/identity/imports/schema.ts'
import { OneLine } from '#lib/text.ts'

const Field = z.enum(IMPORT_FIELDS.map(({ id }) => id) as [ImportFieldId, ...ImportFieldId[]])
const ColumnMapping = z.partialRecord(Field, ColumnPlace)

export const ImportSettings = z.object({
  on_error: OnError.default('skip'),
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

export const RowDuplicate = AnyDuplicate.extend({
  /** The contact that is there already; null: another row of the file. */
  contact_id: z.uuid().nullable(),
})
export type RowDuplicate = z.infer<typeof RowDuplicate>

export const ContactImport = ImportedFile.extend({
  mapping: ColumnMapping,
  settings: ImportSettings.partial(),
  duplicates: z.array(RowDuplicate),
})
export type ContactImport = z.infer<typeof ContactImport>
