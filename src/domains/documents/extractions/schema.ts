import { z } from 'zod'
import { PERIOD_FIELDS } from '#domains/documents/rules/periods.ts'
import { Instant } from '#lib/text.ts'

/**
 * The fields of days, of amounts, of people, of places and of periods: a person may change a value to another field of its
 * kind. The plain one is first.
 */
export const FIELD_KINDS: string[][] = [
  'date closing_date contract_date acceptance_date effective_date expiration_date due_date possession_date inspection_date recording_date listing_date signed_date disbursement_date identification_deadline exchange_deadline commitment_date',
  'amount purchase_price earnest_money down_payment loan_amount list_price appraised_value balance_due cash_to_close net_proceeds payoff_amount monthly_payment commission premium policy_amount dwelling_coverage deductible rent security_deposit option_fee transfer_tax exchange_fee hoa_dues total_closing_costs gross_proceeds fee tax',
  'person company buyer seller borrower lender grantor grantee trustor trustee beneficiary landlord tenant insured insurer agent listing_agent buyer_agent broker attorney escrow_holder title_company appraiser inspector exchanger qualified_intermediary',
  'address property_address',
  `period ${PERIOD_FIELDS.join(' ')}`,
].map((fields) => fields.split(' '))

/** Of values with at least this confidence, at most 1 in 50 is wrong: docs/classifier.md. */
export const ACCEPTED_FROM = 0.97

export const Box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() })
export const Extraction = z.object({
  id: z.uuid(),
  field: z.string(),
  value: z.string(),
  normalized: z.string().nullable(),
  page_number: z.number().int().nullable(),
  box: Box.nullable(),
  confidence: z.number(),
  state: z.enum(['proposed', 'accepted', 'rejected']),
  decided_by: z.uuid().nullable(),
  decided_at: Instant.nullable(),
  /** A person has changed the value or its field. */
  corrected: z.boolean(),
  /** The version that its page and its box refer to. */
  version_number: z.number().int(),
  /** Accepted for an earlier version and waiting for a new decision: it has no place in the newest one. */
  from_earlier_version: z.boolean(),
})
export type Extraction = z.infer<typeof Extraction>
