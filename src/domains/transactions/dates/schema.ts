import { z } from 'zod'
import { CONTINGENCIES } from '#domains/documents/rules/periods.ts'
import { KEY_DATES } from '#domains/transactions/rules/dates.ts'
import { KeyDates } from '#domains/transactions/schema.ts'
import { Many } from '#lib/many.ts'
import { OneLine } from '#lib/text.ts'

const KeyDate = z.enum(KEY_DATES)

const Rule = {
  id: z.uuid(),
  name: OneLine(100),
  /** A date of the deal, such as `contract_date`, or the id of another of its dates. */
  counted_from: z.union([KeyDate, z.uuid()]),
  days: z.int().min(0).max(3650),
  unit: z.enum(['calendar', 'business']),
  direction: z.enum(['after', 'before']),
  /** Where a date on a weekend or a federal holiday moves. */
  roll: z.enum(['next', 'previous', 'none']),
  /** Whether the day from which is counted is day 0, as contracts usually have it, or day 1. */
  first_day: z.union([z.literal(0), z.literal(1)]),
  /** Set by people in place of what the rule says. */
  fixed: z.iso.date().nullable(),
  /** Which contingency of the contract ends then: documents that say another period for it propose that. */
  contingency: z.enum(CONTINGENCIES).nullable(),
}

export const DateInput = z.object({
  ...Rule,
  direction: Rule.direction.default('after'),
  unit: Rule.unit.default('calendar'),
  roll: Rule.roll.default('next'),
  first_day: Rule.first_day.default(0),
  fixed: Rule.fixed.default(null),
  contingency: Rule.contingency.default(null),
  done: z.boolean().default(false),
})
export type DateInput = z.infer<typeof DateInput>

/** Key dates that change, and all other dates of the deal as they are to be: what is missing is removed. */
export const DatesChange = KeyDates.partial()
  .extend({ dates: z.array(DateInput).max(60).optional() })
  .meta({
    example: {
      contract_date: '2026-11-30',
      dates: [
        {
          id: '0198f0a0-0000-7000-8000-000000000003',
          name: 'Inspection contingency',
          counted_from: 'contract_date',
          days: 17,
        },
      ],
    },
  })
export type DatesChange = z.infer<typeof DatesChange>

export const DealDate = z.object({
  ...Rule,
  counted_from: z.string(),
  date: z.string().nullable(),
  done_at: z.string().nullable(),
})
export type DealDate = z.infer<typeof DealDate>

export const DealDates = z.object({
  id: z.uuid(),
  version: z.int(),
  ...KeyDates.shape,
  dates: z.array(DealDate),
})
export type DealDates = z.infer<typeof DealDates>

export const MovedDate = z.object({
  id: z.string(),
  name: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const ChangedDates = DealDates.extend({ moved: z.array(MovedDate) })
export type ChangedDates = z.infer<typeof ChangedDates>

export const Preview = z.object({
  /** Only say what would move, and save nothing. */
  preview: z.stringbool().default(false),
})

export const OpenDateFilter = z.object({
  /** Dates on or before this day. */
  until: z.iso.date().optional(),
  agent_id: Many.pipe(z.array(z.uuid()).max(50)).optional(),
})
export type OpenDateFilter = z.infer<typeof OpenDateFilter>

/** A date of an open deal that is still to be met. */
export const OpenDate = z.object({
  id: z.uuid(),
  transaction_id: z.uuid(),
  name: z.string(),
  date: z.string(),
  address: z.string(),
  transaction_number: z.string(),
})
export type OpenDate = z.infer<typeof OpenDate>
