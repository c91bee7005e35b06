import { z } from 'zod'
import { NewProperty } from '#domains/transactions/properties/schema.ts'
import { Money } from '#domains/transactions/schema.ts'

export const ExchangeSide = z.enum(['relinquished', 'replacement'])
export type ExchangeSide = z.infer<typeof ExchangeSide>

const Given = {
  /** The contract price; before there is one, what it is expected to sell for or to cost. */
  price: Money.nullable(),
  /** Without regard to liabilities, where it isn't the price. */
  fair_market_value: Money.nullable(),
  debt: Money.nullable(),
  adjusted_basis: Money.nullable(),
  ownership_percent: z.number().gt(0).max(100),
  acquired_on: z.iso.date().nullable(),
  assigned_on: z.iso.date().nullable(),
  parties_notified_on: z.iso.date().nullable(),
  /** Of a relinquished property the day of its transfer, of a replacement property that of its receipt. */
  transferred_on: z.iso.date().nullable(),
  to_be_produced: z.boolean(),
  /** Of property to be produced: its value when it is expected to be received. */
  expected_receipt_value: Money.nullable(),
  /** The larger property of the same side with which this one is typically transferred. */
  incidental_to: z.uuid().nullable(),
  /** Whether what was received is substantially the same as what was identified; null until someone has looked. */
  substantially_same: z.boolean().nullable(),
  /** The deed went directly from the seller to the buyer. */
  direct_deeded: z.boolean(),
  /** Who holds title to what is sold, or takes title to what is bought, a contact. */
  title_holder_id: z.uuid().nullable(),
  /** The buyer of what is sold, the seller of what is bought, a contact. */
  counterparty_id: z.uuid().nullable(),
  description: z.string().max(2000).nullable(),
}

/** A known property (`property_id`), a new one (`property`), or that of a deal of this organization (`transaction_id`). */
export const NewExchangeProperty = z
  .object(Given)
  .partial()
  .extend({
    side: ExchangeSide,
    property_id: z.uuid().optional(),
    property: NewProperty.optional(),
    transaction_id: z.uuid().optional(),
  })
  .meta({
    example: {
      side: 'replacement',
      property: { address_line1: '88 Mill Road', city: 'Boise', state: 'ID', zip_code: '83702' },
      price: '640000.00',
    },
  })
export type NewExchangeProperty = z.infer<typeof NewExchangeProperty>

export const ExchangePropertyChange = z.object(Given).partial()
export type ExchangePropertyChange = z.infer<typeof ExchangePropertyChange>

export const ExchangeProperty = z.object({
  id: z.uuid(),
  side: ExchangeSide,
  property_id: z.uuid(),
  address: z.string(),
  transaction_id: z.uuid().nullable(),
  /** Null where the reader doesn't see that deal. */
  transaction_number: z.string().nullable(),
  price: z.string().nullable(),
  fair_market_value: z.string().nullable(),
  debt: z.string().nullable(),
  adjusted_basis: z.string().nullable(),
  ownership_percent: z.number(),
  acquired_on: z.string().nullable(),
  assigned_on: z.string().nullable(),
  parties_notified_on: z.string().nullable(),
  transferred_on: z.string().nullable(),
  to_be_produced: z.boolean(),
  expected_receipt_value: z.string().nullable(),
  incidental_to: z.uuid().nullable(),
  substantially_same: z.boolean().nullable(),
  direct_deeded: z.boolean(),
  title_holder_id: z.uuid().nullable(),
  /** Null where the reader doesn't see that contact, as with the other name. */
  title_holder_name: z.string().nullable(),
  counterparty_id: z.uuid().nullable(),
  counterparty_name: z.string().nullable(),
  description: z.string().nullable(),
  version: z.int(),
})
export type ExchangeProperty = z.infer<typeof ExchangeProperty>
