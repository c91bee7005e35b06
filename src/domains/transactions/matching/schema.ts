import { z } from 'zod'
import { PropertyType } from '#domains/transactions/properties/schema.ts'
import { PartyRole, TransactionType } from '#domains/transactions/schema.ts'

export const ProposalState = z.enum(['proposed', 'accepted', 'dismissed'])
export type ProposalState = z.infer<typeof ProposalState>

export const Evidence = z.object({
  kind: z.enum(['address', 'parcel', 'number', 'party', 'price', 'date']),
  /** "Address on page 1 is 12 Harbor Street". */
  text: z.string(),
  page_number: z.int().nullable(),
})

/** A document that may belong to a deal. */
export const DealProposal = z.object({
  id: z.uuid(),
  document_id: z.uuid(),
  title: z.string(),
  document_type: z.string().nullable(),
  transaction_id: z.uuid(),
  transaction_number: z.string(),
  address: z.string(),
  /** How sure it is, up to 1. */
  score: z.number(),
  evidence: z.array(Evidence),
  state: ProposalState,
  /** The reader works on the deal. */
  mine: z.boolean(),
  created_at: z.string(),
})
export type DealProposal = z.infer<typeof DealProposal>

export const ProposalFilter = z.object({
  document_id: z.uuid().optional(),
  transaction_id: z.uuid().optional(),
  /** Documents that you uploaded, and deals of which you are an agent. */
  mine: z.stringbool().default(false),
})
export type ProposalFilter = z.infer<typeof ProposalFilter>

export const ProposalDecision = z
  .object({ state: ProposalState.meta({ description: 'proposed takes a decision back.' }) })
  .meta({ example: { state: 'accepted' } })

/** A new deal as a document says it, for a person to complete. */
export const DealDraft = z.object({
  document_id: z.uuid(),
  title: z.string(),
  /** Whether it is about a property and belongs to no deal yet. */
  proposed: z.boolean(),
  transaction_type: TransactionType,
  /** The property, if it is known already. */
  property_id: z.uuid().nullable(),
  property: z.object({
    address_line1: z.string(),
    address_line2: z.string().nullable(),
    city: z.string().nullable(),
    state: z.string().nullable(),
    zip_code: z.string().nullable(),
    parcel_number: z.string().nullable(),
    property_type: PropertyType.nullable(),
  }),
  list_price: z.string().nullable(),
  sale_price: z.string().nullable(),
  earnest_money: z.string().nullable(),
  listing_date: z.string().nullable(),
  contract_date: z.string().nullable(),
  closing_date: z.string().nullable(),
  possession_date: z.string().nullable(),
  parties: z.array(
    z.object({
      role: PartyRole,
      /** As the document has it. */
      name: z.string(),
      /** The contact of this name, where there is one. */
      contact_id: z.uuid().nullable(),
    }),
  ),
})
export type DealDraft = z.infer<typeof DealDraft>
