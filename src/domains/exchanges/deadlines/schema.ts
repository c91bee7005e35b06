import { z } from 'zod'

const Day = z.iso.date().refine((day) => day >= '1990-01-01' && day < '2100-01-01', 'isn’t a day of our time')

export const ReturnInput = z.object({
  /** Of the owner for tax: a disregarded entity files with its owner. */
  form: z.enum(['1040', '1041', '1065', '1120', '1120-S']),
  /** The last day of the tax year in which the first relinquished property is transferred. */
  tax_year_end: Day,
  /** Granted, not planned: until it is obtained, it moves nothing. */
  extension_obtained: z.boolean(),
  /** The day on which it was, where that is known. */
  extension_obtained_on: Day.nullable().default(null),
})
export type ReturnInput = z.infer<typeof ReturnInput>

export const ReturnDates = ReturnInput.extend({
  return_due_date: z.string(),
  extended_due_date: z.string(),
})
export type ReturnDates = z.infer<typeof ReturnDates>

export const DisasterInput = z
  .object({
    /** The IRS notice or news release that announces the relief. */
    notice_number: z.string().trim().min(1).max(60),
    relief: z.enum(['section_6', 'section_17']),
    disaster_date: Day,
    general_postponement_date: Day,
    affected_taxpayer: z.boolean(),
    difficulty_meeting_deadline: z.boolean(),
  })
  .refine(({ disaster_date, general_postponement_date }) => general_postponement_date >= disaster_date, {
    path: ['general_postponement_date'],
    message: 'is before the disaster',
  })
export type DisasterInput = z.infer<typeof DisasterInput>

/** What is left out stays as it is. */
export const FactsChange = z
  .object({
    return: ReturnInput.nullable(),
    /** When the titleholder acquired the parked property, in a reverse or improvement exchange. */
    parked_on: Day.nullable(),
    /** All of them: what is missing no longer counts. */
    disasters: z.array(DisasterInput).max(10),
    /** The evidence for what changes. */
    document_id: z.uuid(),
  })
  .partial()
  .meta({ example: { return: { form: '1040', tax_year_end: '2026-12-31', extension_obtained: false } } })
export type FactsChange = z.infer<typeof FactsChange>

export const DeadlineFacts = z.object({
  return: ReturnDates.nullable(),
  parked_on: z.string().nullable(),
  disasters: z.array(DisasterInput),
})
export type DeadlineFacts = z.infer<typeof DeadlineFacts>

export const DeadlineKind = z.enum([
  ...(['identification', 'exchange', 'parking_agreement', 'parking_identification', 'parking'] as const),
])
export type DeadlineKind = z.infer<typeof DeadlineKind>

const Derived = {
  kind: DeadlineKind,
  date: z.string(),
  limiting_factor: z.string(),
  citation: z.string(),
  reason: z.string(),
}

export const Deadline = z.object({
  ...Derived,
  weekday: z.string(),
  /** It doesn’t move where it falls on one. */
  falls_on: z.enum(['weekend', 'holiday']).nullable(),
  /** On the calendar of the exchange's time zone. Negative once it has passed. */
  days_remaining: z.int(),
  /** The first instant after it: the midnight that ends the period. */
  ends_at: z.string(),
})
export type Deadline = z.infer<typeof Deadline>

/** A fact that differs from the one behind the version before: what it was, and what it is. */
export const MovedBy = z.object({
  fact: z.enum(['first_transfer', 'return_due_date', 'parked_on', 'disaster_relief']),
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const DeadlineVersion = z.object({
  ...Derived,
  id: z.uuid(),
  /** The day of the version before, where there was one. */
  previous_date: z.string().nullable(),
  moved_by: z.array(MovedBy),
  created_at: z.string(),
  /** Null where the product did it, at midnight. */
  created_by_name: z.string().nullable(),
  superseded_at: z.string().nullable(),
  /** Whether a later version took its place, or the deadline no longer exists. */
  replaced: z.boolean(),
})
export type DeadlineVersion = z.infer<typeof DeadlineVersion>

export const ExchangeDeadlines = z.object({
  id: z.uuid(),
  version: z.int(),
  time_zone: z.string(),
  clock_start: z.string().nullable(),
  facts: DeadlineFacts,
  deadlines: z.array(Deadline),
  /** Facts that aren't known yet, and what was assumed without them. */
  missing: z.array(z.object({ field: z.string(), text: z.string() })),
  /** Questions for counsel or the CPA. */
  flags: z.array(z.string()),
})
export type ExchangeDeadlines = z.infer<typeof ExchangeDeadlines>

export const MovedDeadline = z.object({
  kind: DeadlineKind,
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export const ChangedDeadlines = ExchangeDeadlines.extend({ moved: z.array(MovedDeadline) })
export type ChangedDeadlines = z.infer<typeof ChangedDeadlines>
