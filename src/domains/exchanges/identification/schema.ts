import { z } from 'zod'
import { ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import { Money } from '#domains/transactions/schema.ts'
import { Instant } from '#lib/text.ts'

/** What of a record the rules count, and why not the rest. */
export const IdentifiedProperty = z.object({
  exchange_property_id: z.uuid(),
  address: z.string(),
  /** What the tests of value take it for. */
  value: z.string().nullable(),
  state: z.enum(['not_identified', 'identified', 'revoked', 'received', 'not_valid']),
  /** Why it isn't counted, in the rules' own word: notice_late, revoked, not_identified. */
  because: z.string().nullable(),
  notice_id: z.uuid().nullable(),
  sent_at: Instant.nullable(),
})
export type IdentifiedProperty = z.infer<typeof IdentifiedProperty>

export const Identification = z.object({
  /** The last day; null before the first transfer. */
  deadline: z.string().nullable(),
  weekday: z.string().nullable(),
  /** The midnight that ends the identification period. */
  ends_at: Instant.nullable(),
  days_remaining: z.int().nullable(),
  /** The period has ended: nothing is added, exchanged or revoked anymore. */
  locked: z.boolean(),
  rule: z.enum(['none_identified', '3-property', '200%', '95%', 'over_identified', 'undetermined']),
  sentence: z.string(),
  citation: z.string(),
  tests: z.object({
    three_properties: z.object({ count: z.int(), limit: z.int() }),
    two_hundred_percent: z.object({ total: z.string().nullable(), limit: z.string().nullable() }),
    ninety_five_percent: z.object({ received: z.string().nullable(), required: z.string().nullable() }),
  }),
  properties: z.array(IdentifiedProperty),
  missing: z.array(z.object({ field: z.string(), text: z.string() })),
  flags: z.array(z.string()),
})
export type Identification = z.infer<typeof Identification>

/** What the answer would be with these properties identified now, and those revoked. */
export const IdentificationTrial = z
  .object({
    add: z
      .array(
        z.object({
          /** A replacement property of the exchange; left out for one that isn't part of it yet. */
          exchange_property_id: z.uuid().optional(),
          fair_market_value: Money.nullable().optional(),
        }),
      )
      .max(200),
    revoke: z.array(z.uuid()).max(200),
  })
  .partial()
  .meta({ example: { add: [{ fair_market_value: '450000.00' }], revoke: [] } })
export type IdentificationTrial = z.infer<typeof IdentificationTrial>

export const RecipientCapacity = z.enum([
  ...(['intermediary', 'seller', 'escrow_agent', 'title_company', 'settlement_agent', 'other'] as const),
])

export const NoticeKind = z.enum(['identification', 'revocation'])
export const NoticeStatus = z.enum(['draft', 'out_for_signature', 'signed', 'discarded'])

const Named = z.object({
  exchange_property_id: z.uuid(),
  /** Unambiguous: a legal description, a street address, or a distinguishable name. The address where it is left out. */
  description: z.string().trim().min(1).max(2000).optional(),
  /** Of the interest that is identified, without regard to liabilities. */
  fair_market_value: Money.nullable().optional(),
  ownership_percent: z.number().gt(0).max(100).optional(),
})

const Given = {
  properties: z.array(Named).min(1).max(200),
  /** Whom it goes to; left out, to this organization as the intermediary. */
  recipient_id: z.uuid().nullable(),
  recipient_capacity: RecipientCapacity,
}

export const NewNotice = z
  .object(Given)
  .partial()
  .extend({ kind: NoticeKind.default('identification'), properties: Given.properties })
  .meta({
    example: {
      properties: [
        { exchange_property_id: '0198f0a0-0000-7000-8000-000000000001', fair_market_value: '640000.00' },
      ],
    },
  })
export type NewNotice = z.infer<typeof NewNotice>

export const NoticeChange = z.object(Given).partial()
export type NoticeChange = z.infer<typeof NoticeChange>

export const NoticeProperty = z.object({
  exchange_property_id: z.uuid(),
  address: z.string(),
  side: ExchangeSide,
  description: z.string(),
  fair_market_value: z.string().nullable(),
  ownership_percent: z.number(),
})

export const IdentificationNotice = z.object({
  id: z.uuid(),
  kind: NoticeKind,
  status: NoticeStatus,
  recipient_id: z.uuid().nullable(),
  /** The organization's own name where it is the recipient. */
  recipient_name: z.string().nullable(),
  recipient_capacity: RecipientCapacity,
  properties: z.array(NoticeProperty),
  document_id: z.uuid().nullable(),
  signature_request_id: z.uuid().nullable(),
  method: z.enum(['electronic', 'wet_ink']).nullable(),
  delivery: z.enum(['portal', 'hand', 'mail', 'fax', 'email']).nullable(),
  sent_at: Instant.nullable(),
  recorded_at: Instant.nullable(),
  recorded_by_name: z.string().nullable(),
  created_at: Instant,
  created_by_name: z.string().nullable(),
  version: z.int(),
})
export type IdentificationNotice = z.infer<typeof IdentificationNotice>

/** Asks the taxpayer, or these signers, to sign the notice. */
export const NoticeSending = z
  .object({
    signers: z
      .array(z.object({ contact_id: z.uuid(), user_id: z.uuid().nullable().optional() }))
      .min(1)
      .max(10),
    message: z.string().trim().max(2000).nullable(),
  })
  .partial()
  .meta({ example: { message: 'Please sign before Friday.' } })
export type NoticeSending = z.infer<typeof NoticeSending>

/** A notice that was signed in ink: when it was sent, how, and the scan that proves it. */
export const InkSigned = z
  .object({
    sent_at: z.iso.datetime({ offset: true }),
    delivery: z.enum(['hand', 'mail', 'fax', 'email']),
    document_id: z.uuid(),
  })
  .meta({
    example: {
      sent_at: '2026-03-02T16:20:00-06:00',
      delivery: 'hand',
      document_id: '0198f0a0-0000-7000-8000-000000000001',
    },
  })
export type InkSigned = z.infer<typeof InkSigned>
