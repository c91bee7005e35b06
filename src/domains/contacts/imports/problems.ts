import type { ImportFieldId } from '#domains/contacts/rules/import-fields.ts'

/** What is wrong with a row, and in the column of which field. */
export type Problem = { field: ImportFieldId | null; reason: string }
/** The text of a row in the column of a field; empty without such a column. */
export type Cells = (field: ImportFieldId) => string
