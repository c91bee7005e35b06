import { z } from 'zod'
import { Visibility } from '#domains/documents/schema.ts'

export const MOST_ROWS = 500
const Cell = z.string().max(5000)

/** A line of a spreadsheet, as it stands there: it is read and judged with the others. */
export const RequestRow = z.object({
  email: Cell,
  name: Cell.optional(),
  title: Cell.optional(),
  /** What is needed, separated by semicolons or line breaks; `Bank statement: all pages` explains itself. */
  items: Cell,
  due_on: Cell.optional(),
  message: Cell.optional(),
})
export type RequestRow = z.infer<typeof RequestRow>

export const RequestImport = z
  .object({
    rows: z.array(RequestRow).min(1).max(MOST_ROWS),
    visibility: Visibility.default('private'),
    team_id: z.uuid().optional(),
    expires_in_days: z.number().int().min(1).max(90).default(14),
    dry_run: z.boolean().default(false).meta({
      description: 'Only says what would be sent, and what is wrong with which row.',
    }),
  })
  .refine(({ visibility, team_id }) => visibility !== 'team' || team_id, {
    path: ['team_id'],
    message: 'Say which team may see it.',
  })
  .meta({
    example: {
      rows: [
        {
          email: 'buyer@example.com',
          name: 'Bea Buyer',
          items: 'Proof of funds; Photo ID',
          due_on: '2030-01-15',
        },
      ],
      dry_run: true,
    },
  })
export type RequestImport = z.infer<typeof RequestImport>

export const ImportedRow = z.object({
  /** From 1, as they came. */
  row: z.number().int(),
  email: z.string(),
  title: z.string(),
  items: z.array(z.string()),
  due_on: z.string().nullable(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })),
})
export type ImportedRow = z.infer<typeof ImportedRow>

export const ImportResult = z.object({
  /** Null: nothing was sent, because it was a dry run or because a row has an error. */
  import_id: z.uuid().nullable(),
  created: z.number().int(),
  rows: z.array(ImportedRow),
})
export type ImportResult = z.infer<typeof ImportResult>

export const ImportUndone = z.object({
  revoked: z
    .number()
    .int()
    .meta({ description: 'Requests that were revoked. What clients have sent stays.' }),
})
