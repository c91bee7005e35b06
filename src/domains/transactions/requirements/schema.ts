import { z } from 'zod'
import { DocumentType } from '#domains/documents/schema.ts'
import { DealFacts } from '#domains/transactions/rules/requirements.ts'
import { Reason } from '#domains/transactions/schema.ts'
import { OneLine } from '#lib/text.ts'

export const RequirementState = z.enum(['open', 'submitted', 'approved', 'rejected', 'not_applicable'])
export type RequirementState = z.infer<typeof RequirementState>
export const Requirement = z.enum(['required', 'optional', 'not_applicable'])

export const DealRequirement = z.object({
  id: z.uuid(),
  transaction_id: z.uuid(),
  /** Null: added to this deal by hand. */
  rule_id: z.uuid().nullable(),
  name: z.string(),
  /** As the rules say by what is known of the deal; what doesn't apply anymore stays where something was done for it. */
  requirement: Requirement,
  reason: z.string().nullable(),
  citation: z.string().nullable(),
  /** Facts that would decide whether it applies. */
  missing: z.array(DealFacts.keyof()),
  document_type: DocumentType.nullable(),
  document_category: z.string().nullable(),
  state: RequirementState,
  /** Since when it is in this state. */
  since: z.string(),
  document_id: z.uuid().nullable(),
  /** Of a document that you see. */
  document_title: z.string().nullable(),
  /** Its newest version. */
  document_version: z.int().nullable(),
  submitted_by: z.uuid().nullable(),
  submitted_by_name: z.string().nullable(),
  /** The version that was approved or rejected. */
  version_number: z.int().nullable(),
  reviewed_by_name: z.string().nullable(),
  /** Why it was rejected, or isn't needed. */
  message: z.string().nullable(),
})
export type DealRequirement = z.infer<typeof DealRequirement>

export const DealRequirements = z.object({
  /** Of the deal. */
  id: z.uuid(),
  items: z.array(DealRequirement),
  /** How many required documents there are, and how many the closing still waits for. */
  required: z.int(),
  outstanding: z.int(),
})
export type DealRequirements = z.infer<typeof DealRequirements>

/** An item with its deal, as a review across deals needs it. */
export const ReviewItem = DealRequirement.extend({
  address: z.string(),
  transaction_number: z.string(),
  closing_date: z.string().nullable(),
})
export type ReviewItem = z.infer<typeof ReviewItem>

export const ReviewFilter = z.object({
  state: z.enum(['submitted', 'rejected']).default('submitted'),
  /** Deals of our agents, on either side. */
  agent_id: z.uuid().optional(),
})
export type ReviewFilter = z.infer<typeof ReviewFilter>

export const NewRequirement = z
  .object({
    name: OneLine(150),
    requirement: z.enum(['required', 'optional']).default('required'),
    document_type: DocumentType.nullable().default(null),
    reason: OneLine(500).nullable().default(null),
  })
  .meta({ example: { name: 'Survey', requirement: 'required', reason: 'The buyer’s lender asks for it' } })
export type NewRequirement = z.infer<typeof NewRequirement>

export const Submission = z
  .object({ document_id: z.uuid() })
  .meta({ example: { document_id: '0198f0a0-0000-7000-8000-000000000002' } })
export type Submission = z.infer<typeof Submission>

/** The document and the version that the reviewer looked at: if there is a newer one, nothing is decided. */
const Seen = { document_id: z.uuid(), version_number: z.int().min(1) }
const SEEN = { document_id: '0198f0a0-0000-7000-8000-000000000002', version_number: 1 }
export const Approval = z.object(Seen).meta({ example: SEEN })
export type Approval = z.infer<typeof Approval>
export const Rejection = z
  .object({ ...Seen, message: Reason })
  .meta({ example: { ...SEEN, message: 'The seller’s signature on page 3 is missing.' } })
export type Rejection = z.infer<typeof Rejection>

export const Waiver = z.object({ reason: Reason }).meta({ example: { reason: 'The lot has no building.' } })
export type Waiver = z.infer<typeof Waiver>
