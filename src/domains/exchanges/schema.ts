import { z } from 'zod'
import { TimeZone } from '#domains/identity/schema.ts'
import { Money } from '#domains/transactions/schema.ts'
import { OneLine } from '#lib/text.ts'

export const ExchangeType = z.enum(['delayed', 'simultaneous', 'reverse', 'improvement', 'build_to_suit'])
export type ExchangeType = z.infer<typeof ExchangeType>
export const ExchangeStatus = z.enum([
  ...(['draft', 'active', 'identification_period', 'exchange_period'] as const),
  ...(['completed', 'failed', 'cancelled'] as const),
])
export type ExchangeStatus = z.infer<typeof ExchangeStatus>
export const Priority = z.enum(['low', 'medium', 'high', 'urgent'])
export type Priority = z.infer<typeof Priority>

const Custom = z.record(
  z.string().min(1).max(100),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
)

const Given = {
  name: OneLine(255),
  exchange_type: ExchangeType,
  priority: Priority,
  /** The taxpayer, a contact. */
  client_id: z.uuid(),
  coordinator_id: z.uuid().nullable(),
  primary_attorney_id: z.uuid().nullable(),
  /** The qualified intermediary, a contact, where it isn't this organization. */
  intermediary_id: z.uuid().nullable(),
  /** Whose midnight ends the identification and exchange periods. */
  time_zone: TimeZone,
  /** When the taxpayer and the intermediary had both signed the exchange agreement. */
  agreement_signed_on: z.iso.date().nullable(),
  financing_amount: Money.nullable(),
  estimated_fees: Money.nullable(),
  actual_fees: Money.nullable(),
  tags: z.array(OneLine(60)).max(30),
  custom_fields: Custom,
  notes: z.string().max(20_000).nullable(),
}

export const NewExchange = z
  .object(Given)
  .partial()
  .extend({
    client_id: z.uuid(),
    /** The deal in which the relinquished property is sold: its property, price and day come with it. */
    transaction_id: z.uuid().optional(),
  })
  .meta({ example: { name: 'Alvarez: Harbor Street', client_id: '0198f0a0-0000-7000-8000-000000000001' } })
export type NewExchange = z.infer<typeof NewExchange>

export const ExchangeChange = z.object(Given).partial()
export type ExchangeChange = z.infer<typeof ExchangeChange>

export const ExchangeRow = z.object({
  id: z.uuid(),
  exchange_number: z.string(),
  name: z.string(),
  exchange_type: ExchangeType,
  status: ExchangeStatus,
  priority: Priority,
  client_id: z.uuid(),
  /** Null where the reader doesn't see that contact, as with the other names. */
  client_name: z.string().nullable(),
  coordinator_id: z.uuid().nullable(),
  coordinator_name: z.string().nullable(),
  /** What the relinquished properties sell for. */
  exchange_value: z.string().nullable(),
  relinquished_property_value: z.string().nullable(),
  replacement_property_value: z.string().nullable(),
  /** Day 0: the first transfer of a relinquished property. */
  clock_start: z.string().nullable(),
  identification_deadline: z.string().nullable(),
  exchange_deadline: z.string().nullable(),
  agreement_signed_on: z.string().nullable(),
  /** Those that are sold, in the order in which they were added. */
  relinquished_addresses: z.array(z.string()),
  /** How many properties there are of each kind: what comes next follows from them. */
  properties: z.object({
    relinquished: z.int(),
    /** Relinquished, with a contract that isn’t assigned yet, or whose parties don’t know of it. */
    unassigned: z.int(),
    transferred: z.int(),
    replacement: z.int(),
    received: z.int(),
  }),
  /** Until the exchange deadline, on the calendar of the exchange's time zone. Negative once it has passed. */
  days_remaining: z.int().nullable(),
  /** The same until the identification deadline. */
  identification_days_remaining: z.int().nullable(),
  time_zone: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.int(),
})
export type ExchangeRow = z.infer<typeof ExchangeRow>

export const Exchange = ExchangeRow.extend({
  primary_attorney_id: z.uuid().nullable(),
  primary_attorney_name: z.string().nullable(),
  intermediary_id: z.uuid().nullable(),
  intermediary_name: z.string().nullable(),
  /** What is owed on the properties of each side. */
  relinquished_debt: z.string().nullable(),
  replacement_debt: z.string().nullable(),
  cash_boot: z.string().nullable(),
  financing_amount: z.string().nullable(),
  estimated_fees: z.string().nullable(),
  actual_fees: z.string().nullable(),
  fee_variance: z.string().nullable(),
  cancelled_at: z.string().nullable(),
  cancel_reason: z.string().nullable(),
  /** When it was completed or failed. */
  ended_at: z.string().nullable(),
  /** Why it failed. */
  end_reason: z.string().nullable(),
  tags: z.array(z.string()),
  custom_fields: Custom,
  notes: z.string().nullable(),
  created_by: z.uuid().nullable(),
})
export type Exchange = z.infer<typeof Exchange>

/** Something that must be in order for the safe harbor of a qualified intermediary. */
export const Obstacle = z.object({
  field: z.string(),
  text: z.string(),
  /** The property that it is about. */
  exchange_property_id: z.uuid().nullable(),
})
export type Obstacle = z.infer<typeof Obstacle>

export const ExchangeDetail = Exchange.extend({
  may: z.object({
    ...{ edit: z.boolean(), activate: z.boolean(), cancel: z.boolean() },
    /** Complete it, or record that it failed; whether it can be now is said when one tries. */
    end: z.boolean(),
  }),
  /** What is not in order: it stands in the way of activating a draft. Empty once the exchange has ended. */
  obstacles: z.array(Obstacle),
})
export type ExchangeDetail = z.infer<typeof ExchangeDetail>

export const Cancellation = z.object({ reason: OneLine(1000) })
export type Cancellation = z.infer<typeof Cancellation>

export const Failure = z
  .object({ reason: OneLine(1000) })
  .meta({ example: { reason: 'Nothing was identified by day 45.' } })
