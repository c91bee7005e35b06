import { z } from 'zod'
import { Money } from '#domains/transactions/schema.ts'
import { OneLine } from '#lib/text.ts'

export const AmountKind = z.enum([
  ...(['earnest_money', 'deposit', 'credit', 'concession', 'fee', 'payoff', 'loan'] as const),
])
export type AmountKind = z.infer<typeof AmountKind>
export const AmountStatus = z.enum(['expected', 'received', 'paid', 'refunded', 'waived'])
export type AmountStatus = z.infer<typeof AmountStatus>
export const Payer = z.enum([
  ...(['seller', 'buyer', 'listing_broker', 'selling_broker', 'lender', 'title', 'other'] as const),
])
export type Payer = z.infer<typeof Payer>

const Given = {
  kind: AmountKind,
  label: OneLine(200),
  amount: Money,
  paid_by: Payer,
  paid_to: Payer,
  /** Of a deposit: the contact who holds it. */
  held_by: z.uuid().nullable(),
  due_on: z.iso.date().nullable(),
  /** When it was received or paid. */
  settled_on: z.iso.date().nullable(),
  status: AmountStatus,
}

export const NewAmount = z
  .object({
    ...Given,
    held_by: Given.held_by.default(null),
    due_on: Given.due_on.default(null),
    settled_on: Given.settled_on.default(null),
    status: Given.status.default('expected'),
  })
  .meta({
    example: {
      ...{
        kind: 'earnest_money',
        label: 'Earnest money',
        amount: '25000.00',
        paid_by: 'buyer',
        paid_to: 'title',
      },
      ...{ due_on: '2026-12-04', status: 'expected' },
    },
  })
export type NewAmount = z.infer<typeof NewAmount>

export const AmountChange = z
  .object(Given)
  .partial()
  .meta({ example: { amount: '1250.00', status: 'received', settled_on: '2026-11-20' } })
export type AmountChange = z.infer<typeof AmountChange>

export const Amount = z.object({
  ...Given,
  id: z.uuid(),
  label: z.string(),
  amount: z.string(),
  held_by_name: z.string().nullable(),
  version: z.int(),
})
export type Amount = z.infer<typeof Amount>
