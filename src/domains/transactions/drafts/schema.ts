import { z } from 'zod'
import { PropertyType } from '#domains/transactions/properties/schema.ts'
import { PartyRole, TransactionType } from '#domains/transactions/schema.ts'

/** A document about a property, with which a deal can begin. */
export const DraftSource = z.object({
  /** The document's. */
  id: z.uuid(),
  title: z.string(),
  document_type: z.string(),
  /** The property, as the document has it. */
  address: z.string(),
  created_at: z.string(),
})
export type DraftSource = z.infer<typeof DraftSource>

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
