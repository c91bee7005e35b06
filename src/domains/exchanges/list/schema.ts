import { z } from 'zod'
import { ExchangeStatus, ExchangeType } from '#domains/exchanges/schema.ts'
import { Many } from '#lib/many.ts'

/** Selects exchanges: the words, and the filters. */
export const ExchangeNarrowing = z.object({
  /** Parts of the number, the name, or the names of its properties and participants. */
  q: z.string().trim().max(200).optional(),
  status: Many.pipe(z.array(ExchangeStatus)).optional(),
  exchange_type: Many.pipe(z.array(ExchangeType)).optional(),
  coordinator_id: Many.pipe(z.array(z.uuid()).max(50)).optional(),
  /** Those that one coordinates, is the attorney of, or takes part in. */
  mine: z.stringbool().optional(),
  /** Exchanges in which this contact is the taxpayer or takes part. */
  contact_id: z.uuid().optional(),
  property_id: z.uuid().optional(),
  /** The exchange in which this deal is a sale or a purchase. */
  transaction_id: z.uuid().optional(),
  /** A deadline that is in force lies on or after this day. */
  deadline_from: z.iso.date().optional(),
  deadline_to: z.iso.date().optional(),
})
export type ExchangeNarrowing = z.infer<typeof ExchangeNarrowing>

/** Within each value of an order, by id. */
export const EXCHANGE_SORTS = {
  newest: ['id'],
  oldest: ['id'],
  identification: ['identification_deadline', 'id'],
  deadline: ['exchange_deadline', 'id'],
  name: ['name', 'id'],
  number: ['exchange_number', 'id'],
  value: ['exchange_value', 'id'],
} as const
