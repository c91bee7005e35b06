import { z } from 'zod'
import { PERIOD_FIELDS } from '#domains/documents/rules/periods.ts'
import { MovedDate } from '#domains/transactions/dates/schema.ts'
import { DEAL_FIELDS } from '#domains/transactions/rules/document-fields.ts'

export const DealField = z.enum(DEAL_FIELDS)

/** A value that a document of the deal says, and where. */
export const StatedValue = z.object({
  extraction_id: z.uuid(),
  field: DealField,
  /** An ISO day, an amount with two decimals, a period such as "17 days after acceptance", or text. */
  value: z.string(),
  document_id: z.uuid(),
  title: z.string(),
  document_type: z.string().nullable(),
  version_number: z.int(),
  page_number: z.int().nullable(),
  box: z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() }).nullable(),
})
export type StatedValue = z.infer<typeof StatedValue>

export const ProposedValue = StatedValue.extend({
  /** What the deal has; null where it has nothing, and for a person who is no party. */
  current: z.string().nullable(),
  /** Of a period, the day on which it ends, as far as the deal or another proposed value says from when it is counted. */
  ends_on: z.string().nullable(),
})
export type ProposedValue = z.infer<typeof ProposedValue>

/** A period that a document contradicts itself about: its words and its figures disagree, or two columns do. */
export const Unclear = StatedValue.extend({ field: z.enum(PERIOD_FIELDS) })
export type Unclear = z.infer<typeof Unclear>

export const ProposedValues = z.object({
  id: z.uuid(),
  version: z.int(),
  items: z.array(ProposedValue),
  unclear: z.array(Unclear),
})
export type ProposedValues = z.infer<typeof ProposedValues>

export const ValuesToApply = z
  .object({
    values: z
      .array(
        z.object({
          extraction_id: z.uuid(),
          /** Of a person: the contact that they are. Without one, the contact of their name, or a new one. */
          contact_id: z.uuid().optional(),
          /** Of a period that is counted from a delivery: the day of it. */
          delivered_on: z.iso.date().optional(),
        }),
      )
      .min(1)
      .max(50),
  })
  .meta({ example: { values: [{ extraction_id: '0198f0a0-0000-7000-8000-000000000004' }] } })
export type ValuesToApply = z.infer<typeof ValuesToApply>

/** The deal after the change, and every date that moved with it. */
export const AppliedValues = z.object({ id: z.uuid(), version: z.int(), moved: z.array(MovedDate) })
export type AppliedValues = z.infer<typeof AppliedValues>

export const ValueDecision = z
  .object({ extraction_id: z.uuid() })
  .meta({ example: { extraction_id: '0198f0a0-0000-7000-8000-000000000004' } })
