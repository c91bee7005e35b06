import { z } from 'zod'
import { OneLine } from '#lib/text.ts'
import { NewProperty, Property } from './properties/schema.ts'

export const TransactionType = z.enum(['sale', 'purchase', 'lease', 'refinance', 'rental'])
export type TransactionType = z.infer<typeof TransactionType>
export const TransactionStatus = z.enum(['active', 'pending', 'closed', 'cancelled'])
export type TransactionStatus = z.infer<typeof TransactionStatus>
export const Stage = z.enum([
  ...(['pre_listing', 'listed', 'offer', 'under_contract'] as const),
  ...(['contingencies_cleared', 'clear_to_close', 'closed', 'cancelled'] as const),
])
export type Stage = z.infer<typeof Stage>
export const Side = z.enum(['listing', 'selling', 'both'])
export type Side = z.infer<typeof Side>
export const Visibility = z.enum(['private', 'team', 'organization'])
export type Visibility = z.infer<typeof Visibility>
export const Financing = z.enum(['cash', 'conventional', 'fha', 'va', 'seller', 'other'])
export type Financing = z.infer<typeof Financing>
export const Occupancy = z.enum(['owner', 'tenant', 'vacant'])
export type Occupancy = z.infer<typeof Occupancy>
export const PartyRole = z.enum([
  ...(['seller', 'buyer', 'landlord', 'tenant', 'borrower', 'listing_agent', 'selling_agent'] as const),
  ...(['lender', 'title', 'escrow', 'attorney', 'inspector', 'other'] as const),
])
export type PartyRole = z.infer<typeof PartyRole>

/** US dollars, exactly: "1250000.00". */
export const Money = z.string().regex(/^\d{1,13}(\.\d{1,2})?$/, 'is an amount in dollars, such as 1250000.00')

const Custom = z.record(
  z.string().min(1).max(100),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
)

/** The dates of a deal that people set. Other dates are counted from them. */
export const KeyDates = z.object({
  listing_date: z.iso.date().nullable(),
  contract_date: z.iso.date().nullable(),
  closing_date: z.iso.date().nullable(),
  possession_date: z.iso.date().nullable(),
})
export type KeyDates = z.infer<typeof KeyDates>

const Given = {
  transaction_type: TransactionType,
  side: Side,
  list_price: Money.nullable(),
  sale_price: Money.nullable(),
  /** What the buyer deposits with the contract. */
  earnest_money: Money.nullable(),
  /** A part of one: 0.03 is 3%. */
  commission_rate: z.number().min(0).max(1).nullable(),
  listing_agent_id: z.uuid().nullable(),
  selling_agent_id: z.uuid().nullable(),
  team_id: z.uuid().nullable(),
  visibility: Visibility,
  custom_fields: Custom,
  notes: z.string().max(20_000).nullable(),
  /** Null: not known yet, as all that follows. */
  financing: Financing.nullable(),
  occupancy: Occupancy.nullable(),
  seller_is_foreign: z.boolean().nullable(),
  /** The seller is exchanging the property under section 1031, and everyone in the deal cooperates. */
  exchange_cooperation: z.boolean().nullable(),
  /** The qualified intermediary of that exchange, a contact. */
  exchange_intermediary_contact_id: z.uuid().nullable(),
}

export const NewParty = z.object({
  contact_id: z.uuid(),
  role: PartyRole,
  /** Whose side they are on, where they are on one. */
  side: z.enum(['listing', 'selling']).nullable().optional(),
  signing_order: z.int().min(1).max(99).nullable().optional(),
})
export type NewParty = z.infer<typeof NewParty>

export const PartyChange = NewParty.omit({ contact_id: true }).partial()
export type PartyChange = z.infer<typeof PartyChange>

export const NewPerson = z.object({ display_name: OneLine(200), role: PartyRole })
export type NewPerson = z.infer<typeof NewPerson>

/** About a property that is known (`property_id`), or about a new one (`property`). */
export const NewTransaction = z
  .object({ ...Given, ...KeyDates.shape })
  .partial()
  .extend({
    transaction_type: TransactionType,
    side: Side,
    stage: Stage.exclude(['closed', 'cancelled']).optional(),
    property_id: z.uuid().optional(),
    property: NewProperty.optional(),
    parties: z.array(NewParty).max(40).default([]),
    /** People who are no contacts yet, and become contacts with the deal. */
    new_parties: z.array(NewPerson).max(40).optional(),
    /** The document that the deal begins with: it is attached. */
    document_id: z.uuid().optional(),
  })
  .meta({
    example: {
      transaction_type: 'sale',
      side: 'listing',
      property: { address_line1: '12 Harbor Street', city: 'Austin', state: 'TX', zip_code: '78701' },
      list_price: '845000.00',
      listing_date: '2026-11-02',
    },
  })
export type NewTransaction = z.infer<typeof NewTransaction>

export const TransactionChange = z
  .object({ ...Given, property_id: z.uuid() })
  .partial()
  .meta({ example: { list_price: '855000.00', financing: 'conventional' } })
export type TransactionChange = z.infer<typeof TransactionChange>

export const TransactionRow = z.object({
  id: z.uuid(),
  transaction_number: z.string(),
  transaction_type: TransactionType,
  side: Side,
  stage: Stage,
  status: TransactionStatus,
  property_id: z.uuid(),
  address: z.string(),
  /** Buyers and sellers, landlords and tenants, or the borrower. */
  client_names: z.array(z.string()),
  list_price: z.string().nullable(),
  sale_price: z.string().nullable(),
  listing_agent_id: z.uuid().nullable(),
  selling_agent_id: z.uuid().nullable(),
  team_id: z.uuid().nullable(),
  visibility: Visibility,
  /** The reader works on it: as one of its agents, as the member who created it, or with its team. */
  mine: z.boolean(),
  /** Our agents of the deal. */
  agent_names: z.array(z.string()),
  listing_date: z.string().nullable(),
  contract_date: z.string().nullable(),
  closing_date: z.string().nullable(),
  closed_on: z.string().nullable(),
  /** The first date that is still open, beside the closing. */
  next_date: z.string().nullable(),
  next_date_name: z.string().nullable(),
  archived_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.int(),
})
export type TransactionRow = z.infer<typeof TransactionRow>

export const Transaction = TransactionRow.extend({
  ...KeyDates.shape,
  earnest_money: z.string().nullable(),
  commission_rate: z.number().nullable(),
  /** The gross commission, computed from the rate or what else was agreed. */
  commission_amount: z.string().nullable(),
  closed_at: z.string().nullable(),
  cancelled_at: z.string().nullable(),
  cancel_reason: z.string().nullable(),
  custom_fields: Custom,
  notes: z.string().nullable(),
  created_by: z.uuid().nullable(),
  financing: Financing.nullable(),
  occupancy: Occupancy.nullable(),
  seller_is_foreign: z.boolean().nullable(),
  exchange_cooperation: z.boolean().nullable(),
  exchange_intermediary_contact_id: z.uuid().nullable(),
  /** Null also where the reader doesn't see that contact. */
  exchange_intermediary_name: z.string().nullable(),
})
export type Transaction = z.infer<typeof Transaction>

export const TransactionDetail = Transaction.extend({
  property: Property,
  may: z.object({ edit: z.boolean(), reopen: z.boolean(), archive: z.boolean(), review: z.boolean() }),
})
export type TransactionDetail = z.infer<typeof TransactionDetail>

export const Reason = OneLine(1000)
