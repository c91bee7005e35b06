import { z } from 'zod'
import { Amount } from '#domains/exchanges/ledger/schema.ts'
import { CLOSING_ITEMS } from '#domains/exchanges/rules/closing-items.ts'
import { PAYS, type Purpose } from '#domains/exchanges/rules/ledger.ts'
import { STEPS } from '#domains/exchanges/rules/two-person.ts'
import { Many } from '#lib/many.ts'
import { OneLine } from '#lib/text.ts'

export const PaymentPurpose = z.enum(Object.keys(PAYS) as [Purpose, ...Purpose[]])
type ClosingItem = keyof typeof CLOSING_ITEMS
const ClosingItem = z.enum(Object.keys(CLOSING_ITEMS) as [ClosingItem, ...ClosingItem[]])
export const DisbursementState = z.enum([
  ...(['requested', 'authorized', 'approved', 'released', 'sent', 'canceled', 'refused'] as const),
])

const Terms = {
  exchange_account_id: z.uuid(),
  payee_id: z.uuid(),
  purpose: PaymentPurpose,
  /** Of an expense, or of an item that is none: the line of the closing statement. */
  closing_item: ClosingItem.nullable(),
  /** Of a purchase or a deposit: the replacement property. */
  exchange_property_id: z.uuid().nullable(),
  amount: Amount,
  memo: OneLine(500).nullable(),
}

export const NewDisbursement = z
  .object({
    ...Terms,
    closing_item: Terms.closing_item.default(null),
    exchange_property_id: Terms.exchange_property_id.default(null),
    memo: Terms.memo.default(null),
  })
  .meta({
    example: {
      exchange_account_id: '0198f0a0-0000-7000-8000-000000000001',
      payee_id: '0198f0a0-0000-7000-8000-000000000002',
      purpose: 'purchase',
      exchange_property_id: '0198f0a0-0000-7000-8000-000000000003',
      amount: '612500.00',
    },
  })
export type NewDisbursement = z.infer<typeof NewDisbursement>

export const DisbursementChange = z
  .object(Terms)
  .partial()
  .meta({ example: { amount: '598000.00' } })
export type DisbursementChange = z.infer<typeof DisbursementChange>

export const GateAnswer = z.object({
  allowed: z.boolean(),
  legal_basis: z.string().nullable(),
  refusals: z.array(z.object({ code: z.string(), text: z.string(), citation: z.string().nullable() })),
  warnings: z.array(z.string()),
  earliest_lawful_date: z.string().nullable(),
})

export const Approval = z.object({
  id: z.uuid(),
  approved_by: z.uuid(),
  approved_by_name: z.string().nullable(),
  approved_at: z.string(),
  terms_hash: z.string(),
  /** It no longer counts, since amount, payee or account were changed. */
  voided_at: z.string().nullable(),
})
export type Approval = z.infer<typeof Approval>

export const DisbursementRow = z.object({
  id: z.uuid(),
  exchange_id: z.uuid(),
  exchange_number: z.string(),
  exchange_name: z.string(),
  exchange_account_id: z.uuid(),
  account_number_last4: z.string(),
  payee_id: z.uuid(),
  payee_name: z.string(),
  payee_account_last4: z.string(),
  purpose: PaymentPurpose,
  closing_item: z.string().nullable(),
  exchange_property_id: z.uuid().nullable(),
  amount: z.string(),
  memo: z.string().nullable(),
  state: DisbursementState,
  /** Of amount, payee, bank details, account, purpose and property: what is authorized and approved is bound to it. */
  terms_hash: z.string(),
  authorized_at: z.string().nullable(),
  authorization_document_id: z.uuid().nullable(),
  authorization_document_hash: z.string().nullable(),
  /** What the money gate answered last. */
  gate: GateAnswer,
  legal_basis: z.string().nullable(),
  released_at: z.string().nullable(),
  sent_at: z.string().nullable(),
  bank_reference: z.string().nullable(),
  ended_at: z.string().nullable(),
  end_reason: z.string().nullable(),
  created_at: z.string(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
  version: z.int(),
})
export type DisbursementRow = z.infer<typeof DisbursementRow>

type Step = keyof typeof STEPS
const StepName = z.enum(Object.keys(STEPS) as [Step, ...Step[]])

export const Disbursement = DisbursementRow.extend({
  approvals: z.array(Approval),
  /** What this member can't do now, and why; the other steps they can take. */
  obstacles: z.array(z.object({ step: StepName, text: z.string() })),
})
export type Disbursement = z.infer<typeof Disbursement>

export const DisbursementNarrowing = z.object({
  exchange_id: z.uuid().optional(),
  payee_id: z.uuid().optional(),
  state: Many.pipe(z.array(DisbursementState)).optional(),
})
export type DisbursementNarrowing = z.infer<typeof DisbursementNarrowing>

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is the hash of the terms, as the payment has it')
const EXAMPLE = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

/** The terms as the person has seen them: nobody agrees to others. */
export const SeenTerms = z.object({ terms_hash: hash }).meta({ example: { terms_hash: EXAMPLE } })
export const Authorization = z
  .object({
    terms_hash: hash,
    /** What the client signed. */
    document_id: z.uuid(),
  })
  .meta({ example: { terms_hash: EXAMPLE, document_id: '0198f0a0-0000-7000-8000-000000000001' } })
export type Authorization = z.infer<typeof Authorization>

export const Sending = z
  .object({ bank_reference: OneLine(100) })
  .meta({ example: { bank_reference: '20260310MMQFMP1L000482' } })
export const Ending = z
  .object({ reason: OneLine(1000) })
  .meta({ example: { reason: 'The purchase closes a week later.' } })
