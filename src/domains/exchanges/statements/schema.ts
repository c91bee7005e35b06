import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

/** What the columns of a CSV file are called, where they aren't found by their usual names. */
export const CsvColumns = z
  .object({
    date: OneLine(100),
    amount: OneLine(100),
    debit: OneLine(100),
    credit: OneLine(100),
    description: OneLine(100),
    reference: OneLine(100),
    balance: OneLine(100),
  })
  .partial()
export type CsvColumns = z.infer<typeof CsvColumns>

export const BankStatement = z.object({
  id: z.uuid(),
  exchange_account_id: z.uuid(),
  filename: z.string(),
  file_hash: z.string(),
  format: z.enum(['ofx', 'csv', 'bai2']),
  starts_on: z.string(),
  ends_on: z.string(),
  closing_balance: z.string().nullable(),
  /** Those that no statement had before. */
  line_count: z.int(),
  unmatched_count: z.int(),
  created_at: z.string(),
  created_by_name: z.string().nullable(),
})
export type BankStatement = z.infer<typeof BankStatement>

/** A posting to cash that a line of the same amount can be, and why. */
export const Proposal = z.object({
  posting_id: z.uuid(),
  entry_id: z.uuid(),
  exchange_id: z.uuid(),
  exchange_number: z.string(),
  type: z.string(),
  value_date: z.string(),
  /** Between the two days. */
  days_apart: z.int(),
  /** The line names the bank's reference of the payment. */
  same_reference: z.boolean(),
})
export type Proposal = z.infer<typeof Proposal>

export const StatementLine = z.object({
  id: z.uuid(),
  statement_id: z.uuid(),
  posted_on: z.string(),
  amount: z.string(),
  reference: z.string().nullable(),
  description: z.string(),
  posting_id: z.uuid().nullable(),
  matched_at: z.string().nullable(),
  matched_by_name: z.string().nullable(),
  /** Of a line that isn't matched: the best first. */
  proposals: z.array(Proposal),
})
export type StatementLine = z.infer<typeof StatementLine>

export const LineNarrowing = z.object({
  statement_id: z.uuid().optional(),
  matched: z.enum(['true', 'false']).optional(),
})
export type LineNarrowing = z.infer<typeof LineNarrowing>

export const Matching = z
  .object({
    /** Left out: every line that can be only one posting, and that only this line can be. */
    pairs: z
      .array(z.object({ line_id: z.uuid(), posting_id: z.uuid() }))
      .min(1)
      .max(500)
      .optional(),
  })
  .meta({ example: {} })
export type Matching = z.infer<typeof Matching>

export const Unmatching = z
  .object({ line_ids: z.array(z.uuid()).min(1).max(500) })
  .meta({ example: { line_ids: ['0198f0a0-0000-7000-8000-000000000001'] } })

export const Matched = z.object({ matched: z.int(), released: z.int() })

const Outstanding = z.object({
  id: z.uuid(),
  day: z.string(),
  amount: z.string(),
  text: z.string(),
  exchange_id: z.uuid().nullable(),
})

/** Bank, control and sub-ledgers at the end of a day, and what explains the difference between them. */
export const Reconciliation = z.object({
  exchange_account_id: z.uuid(),
  day: z.string(),
  /** What the bank says; null where no statement reaches that day. */
  bank: z.string().nullable(),
  /** Cash in the ledger at the account and its sub-accounts. */
  control: z.string(),
  /** What the ledgers owe to the exchanges whose money it is. */
  sub_ledgers: z.string(),
  difference: z.string().nullable(),
  /** Lines of the bank that the ledger doesn't have by that day. */
  unmatched_lines: z.array(Outstanding),
  /** Entries of the ledger that the bank doesn't have by that day. */
  unmatched_postings: z.array(Outstanding),
  /** What of the difference neither explains. */
  unexplained: z.string().nullable(),
  reconciled: z.boolean(),
  locked_through: z.string().nullable(),
})
export type Reconciliation = z.infer<typeof Reconciliation>

export const Lock = z
  .object({
    /** The last day of a month. */
    through: z.iso.date(),
  })
  .meta({ example: { through: '2026-03-31' } })
