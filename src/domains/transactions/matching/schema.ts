import { z } from 'zod'

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
