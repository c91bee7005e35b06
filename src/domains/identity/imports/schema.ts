import { z } from 'zod'

export const MOST_BYTES = 25_000_000
export const MOST_COLUMNS = 500
export const MOST_ROWS = 100_000
/** Errors and duplicates that are listed; all are counted. */
export const MOST_LISTED = 200

export const ImportState = z.enum([
  ...(['uploaded', 'checking', 'checked', 'running', 'done', 'failed', 'undoing', 'undone'] as const),
])
export type ImportState = z.infer<typeof ImportState>

/** A column of a file, counted from 0. */
export const ColumnPlace = z
  .int()
  .min(0)
  .max(MOST_COLUMNS - 1)

/** What happens with rows that have errors: they are left out, or nothing is imported. */
export const OnError = z.enum(['skip', 'stop'])

/** `row` counts from 1, below the header. */
export const RowError = z.object({ row: z.int(), column: z.string(), reason: z.string() })
export type RowError = z.infer<typeof RowError>

/** A row of something that is there already, or that an earlier row of the file has. */
export const RowDuplicate = z.object({ row: z.int(), name: z.string(), reason: z.string() })
export type RowDuplicate = z.infer<typeof RowDuplicate>

export const ImportFormat = z.enum(['csv', 'xlsx', 'vcard'])
export type ImportFormat = z.infer<typeof ImportFormat>

/** An import in a list, whatever its rows become. */
export const ImportRow = z.object({
  id: z.uuid(),
  filename: z.string(),
  file_size: z.number(),
  format: ImportFormat,
  state: ImportState,
  row_count: z.int(),
  done_count: z.int(),
  created_count: z.int(),
  filled_count: z.int(),
  /** Rows that were left out because what they describe is there already. */
  skipped_count: z.int(),
  /** Rows with errors. */
  error_count: z.int(),
  /** Of an import that was undone: what was removed, and what stays because it was changed or used. */
  removed_count: z.int(),
  kept_count: z.int(),
  failure: z.string().nullable(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
  created_at: z.string(),
})
export type ImportRow = z.infer<typeof ImportRow>

/** With its first rows, and what came of each row that was left out. */
export const ImportedFile = ImportRow.extend({
  headers: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  errors: z.array(RowError),
  duplicates: z.array(RowDuplicate),
})
export type ImportedFile = z.infer<typeof ImportedFile>

/** What a fact says of an import that is done. */
export const ImportOutcome = z.object({
  filename: z.string(),
  created: z.int(),
  filled: z.int(),
  skipped: z.int(),
  errors: z.int(),
})
/** Of one that stopped, and why. What was created until then stays. */
export const ImportFailure = z.object({ filename: z.string(), created: z.int(), reason: z.string() })
/** And of one that was undone. */
export const UndoOutcome = z.object({ filename: z.string(), removed: z.int(), kept: z.int() })
