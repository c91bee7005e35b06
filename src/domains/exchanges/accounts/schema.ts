import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

export const AccountKind = z.enum(['segregated', 'master', 'sub_account'])
export const Custody = z.enum(['none', 'qualified_escrow', 'qualified_trust'])

const Given = {
  bank_name: OneLine(200),
  /** As the bank has it, such as "Peak 1031, Inc., FBO Ines Alvarez". */
  title: OneLine(300),
  custody: Custody,
  /** 0.0365 is 3.65% a year. */
  annual_rate: z.number().min(0).max(1),
  compounding: z.enum(['none', 'daily', 'monthly']),
  day_count_basis: z.union([z.literal(360), z.literal(365), z.literal(366)]),
}

const { bank_name, title, ...Terms } = Given

export const NewAccount = z
  .object(Terms)
  .partial()
  .extend({
    bank_name,
    title,
    kind: AccountKind,
    /** The exchange whose money it holds. A master account has none. */
    exchange_id: z.uuid().optional(),
    /** Of a sub-account: the account at the bank that it is part of. */
    master_id: z.uuid().optional(),
    account_number: z.string().regex(/^\d{4,17}$/, 'has 4 to 17 digits'),
    opened_on: z.iso.date(),
  })
  .meta({
    example: {
      kind: 'segregated',
      exchange_id: '0198f0a0-0000-7000-8000-000000000001',
      bank_name: 'First Harbor Bank',
      title: 'Peak 1031, Inc., FBO Ines Alvarez',
      account_number: '000123456789',
      opened_on: '2026-03-02',
    },
  })
export type NewAccount = z.infer<typeof NewAccount>

export const AccountChange = z
  .object({ ...Given, closed_on: z.iso.date().nullable() })
  .partial()
  .meta({ example: { annual_rate: 0.0325, compounding: 'monthly' } })
export type AccountChange = z.infer<typeof AccountChange>

export const ExchangeAccount = z.object({
  id: z.uuid(),
  kind: AccountKind,
  exchange_id: z.uuid().nullable(),
  exchange_number: z.string().nullable(),
  master_id: z.uuid().nullable(),
  ...Given,
  account_number_last4: z.string(),
  opened_on: z.string(),
  closed_on: z.string().nullable(),
  /** Reconciled: nothing is posted on or before this day. */
  locked_through: z.string().nullable(),
  /** What its ledger says it holds; of a master account, with its sub-accounts. */
  balance: z.string(),
  version: z.int(),
})
export type ExchangeAccount = z.infer<typeof ExchangeAccount>

export const AccountNarrowing = z.object({
  exchange_id: z.uuid().optional(),
  master_id: z.uuid().optional(),
  kind: AccountKind.optional(),
})
export type AccountNarrowing = z.infer<typeof AccountNarrowing>
