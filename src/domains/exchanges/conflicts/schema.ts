import { z } from 'zod'
import { ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import { Instant } from '#lib/text.ts'

export const ServiceRole = z.enum([
  ...(['employee', 'attorney', 'accountant', 'investment_banker', 'broker', 'real_estate_agent'] as const),
])

const Given = {
  role: ServiceRole,
  /** Who served the taxpayer: a contact; left out, this organization. */
  provider_id: z.uuid().nullable(),
  started_on: z.iso.date().nullable(),
  /** The last day; left out while the service goes on. */
  ended_on: z.iso.date().nullable(),
  /** Only for 1031 exchanges, or routine financial, title insurance, escrow or trust services of such a company. */
  only_1031_or_routine: z.boolean(),
  note: z.string().trim().max(2000).nullable(),
}

type Days = { started_on?: string | null | undefined; ended_on?: string | null | undefined }

export const inOrder = ({ started_on, ended_on }: Days) => !started_on || !ended_on || ended_on >= started_on
const ORDER = { path: ['ended_on'], message: 'is before the first day' }

export const NewTaxpayerRelationship = z
  .object(Given)
  .partial()
  .extend({ role: ServiceRole })
  .refine(inOrder, ORDER)
  .meta({ example: { role: 'real_estate_agent', ended_on: '2025-03-02' } })
export type NewTaxpayerRelationship = z.infer<typeof NewTaxpayerRelationship>

export const TaxpayerRelationshipChange = z
  .object(Given)
  .omit({ provider_id: true })
  .partial()
  .refine(inOrder, ORDER)
export type TaxpayerRelationshipChange = z.infer<typeof TaxpayerRelationshipChange>

export const TaxpayerRelationship = z.object({
  id: z.uuid(),
  contact_id: z.uuid(),
  ...Given,
  /** Null for this organization, and where the reader doesn't see that contact. */
  provider_name: z.string().nullable(),
  note: z.string().nullable(),
  created_at: Instant,
  version: z.int(),
})
export type TaxpayerRelationship = z.infer<typeof TaxpayerRelationship>

/** A service that was looked at, and whether it keeps the intermediary from acting. */
export const ConflictRecord = z.object({
  taxpayer_relationship_id: z.uuid().nullable(),
  transaction_id: z.uuid().nullable(),
  /** "Deal 2026-0012", or what the record says. */
  name: z.string(),
  role: ServiceRole,
  /** The taxpayer, or who is the same taxpayer. */
  contact_id: z.uuid(),
  ended_on: z.string().nullable(),
  counts: z.boolean(),
  /** A first transfer on this day or later is clear of it; null while the service goes on. */
  lapses_on: z.string().nullable(),
  only_1031_or_routine: z.boolean(),
  exception: z
    .object({
      reason: z.string(),
      document_id: z.uuid(),
      created_at: z.string(),
      created_by_name: z.string().nullable(),
    })
    .nullable(),
})
export type ConflictRecord = z.infer<typeof ConflictRecord>

const Explained = z.object({ citation: z.string(), text: z.string() })

export const Conflicts = z.object({
  /** The first transfer, or when it is expected; today where nothing is known. */
  first_transfer_date: z.string(),
  intermediary: z.object({
    /** Null: this organization. */
    contact_id: z.uuid().nullable(),
    name: z.string().nullable(),
    disqualified: z.boolean(),
    /** From this day on no service counts anymore. */
    clear_from: z.string().nullable(),
    records: z.array(ConflictRecord),
    reasons: z.array(Explained),
    missing: z.array(z.string()),
    flags: z.array(z.string()),
  }),
  /** Who holds or takes title: it must be the taxpayer. */
  titles: z.array(
    z.object({
      exchange_property_id: z.uuid(),
      address: z.string(),
      side: ExchangeSide,
      contact_id: z.uuid(),
      name: z.string(),
      /** Null: what is known does not say. */
      same_taxpayer: z.boolean().nullable(),
      reasons: z.array(Explained),
      missing: z.array(z.string()),
    }),
  ),
  /** Buyers and sellers who are related to the taxpayer. */
  related: z.array(
    z.object({
      exchange_property_id: z.uuid(),
      address: z.string(),
      side: ExchangeSide,
      contact_id: z.uuid(),
      name: z.string(),
      text: z.string(),
      citation: z.string(),
    }),
  ),
})
export type Conflicts = z.infer<typeof Conflicts>

/** An officer's finding that a service doesn't count, with its reason and the document that supports it. */
export const NewConflictException = z
  .object({
    taxpayer_relationship_id: z.uuid().optional(),
    transaction_id: z.uuid().optional(),
    reason: z.string().trim().min(10).max(2000),
    document_id: z.uuid(),
  })
  .refine(
    ({ taxpayer_relationship_id, transaction_id }) =>
      Boolean(taxpayer_relationship_id) !== Boolean(transaction_id),
    { path: ['taxpayer_relationship_id'], message: 'names one service: a record or a deal' },
  )
  .meta({
    example: {
      transaction_id: '0198f0a0-0000-7000-8000-000000000001',
      reason: 'Escrow services only; see the opinion of counsel.',
      document_id: '0198f0a0-0000-7000-8000-000000000002',
    },
  })
export type NewConflictException = z.infer<typeof NewConflictException>
