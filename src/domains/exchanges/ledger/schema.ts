import { z } from 'zod'
import { RECEIPTS } from '#domains/exchanges/rules/ledger.ts'
import { parseMoney } from '#lib/money.ts'
import { OneLine } from '#lib/text.ts'

/** More than nothing, and no more than ten billion dollars. */
export const Amount = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,2})?$/, 'is an amount in dollars, such as 1250000.00')
  .refine((text) => (parseMoney(text) ?? 0n) > 0n, 'must be more than zero, and at most ten billion dollars')

export const NewReceipt = z
  .object({
    type: z.enum(RECEIPTS),
    exchange_account_id: z.uuid(),
    amount: Amount,
    /** The day on which the bank credited it. */
    value_date: z.iso.date(),
    memo: OneLine(500).optional(),
    /** The contact from whom it came. */
    counterparty_id: z.uuid().optional(),
    /** The property whose sale it is the proceeds of, or whose deposit came back. */
    exchange_property_id: z.uuid().optional(),
    document_id: z.uuid().optional(),
  })
  .meta({
    example: {
      type: 'receipt_sale_proceeds',
      exchange_account_id: '0198f0a0-0000-7000-8000-000000000001',
      amount: '742310.55',
      value_date: '2026-03-02',
      memo: 'Wire from Harbor Title',
    },
  })
export type NewReceipt = z.infer<typeof NewReceipt>

/** It counts today, on the calendar of the exchange. */
export const Reversal = z
  .object({ reason: OneLine(500) })
  .meta({ example: { reason: 'The wire was for another exchange.' } })
export type Reversal = z.infer<typeof Reversal>

export const LedgerEntry = z.object({
  id: z.uuid(),
  type: z.string(),
  value_date: z.string(),
  booked_at: z.string(),
  memo: z.string().nullable(),
  counterparty_id: z.uuid().nullable(),
  /** Null where the reader doesn't see that contact. */
  counterparty_name: z.string().nullable(),
  exchange_property_id: z.uuid().nullable(),
  document_id: z.uuid().nullable(),
  document_hash: z.string().nullable(),
  disbursement_id: z.uuid().nullable(),
  legal_basis: z.string().nullable(),
  reverses_id: z.uuid().nullable(),
  reversed_by_id: z.uuid().nullable(),
  exchange_account_id: z.uuid(),
  account_number_last4: z.string(),
  /** What came in; negative: what went out. */
  amount: z.string(),
  /** After this entry, in the order of value dates. */
  funds_balance: z.string(),
  interest_balance: z.string(),
  created_by: z.uuid().nullable(),
  created_by_name: z.string().nullable(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const LedgerNarrowing = z.object({
  exchange_account_id: z.uuid().optional(),
  value_from: z.iso.date().optional(),
  value_to: z.iso.date().optional(),
})
export type LedgerNarrowing = z.infer<typeof LedgerNarrowing>

export const ExpectedDeposit = z.object({
  exchange_property_id: z.uuid(),
  address: z.string(),
  transferred_on: z.string().nullable(),
  /** The price of the sale, and the debt that is paid from it. */
  price: z.string().nullable(),
  debt: z.string().nullable(),
  received: z.string(),
})

export const Funds = z.object({
  as_of: z.string(),
  cash: z.string(),
  exchange_funds: z.string(),
  /** Owed to the taxpayer beside the exchange funds; not available for replacement property. */
  interest: z.string(),
  accounts: z.array(
    z.object({
      exchange_account_id: z.uuid(),
      bank_name: z.string(),
      title: z.string(),
      account_number_last4: z.string(),
      balance: z.string(),
    }),
  ),
  expected: z.array(ExpectedDeposit),
  /** Whether money can be paid to the taxpayer, why, and the first day on which it can. */
  release: z.object({
    allowed: z.boolean(),
    earliest_lawful_date: z.string().nullable(),
    legal_basis: z.string().nullable(),
    text: z.string(),
  }),
})
export type Funds = z.infer<typeof Funds>
