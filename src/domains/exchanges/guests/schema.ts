import { z } from 'zod'
import { SenderCard } from '#domains/documents/senders/schema.ts'
import { Deadline } from '#domains/exchanges/deadlines/schema.ts'
import { Identification, IdentificationNotice } from '#domains/exchanges/identification/schema.ts'
import { ParticipantRole } from '#domains/exchanges/participants/schema.ts'
import { ExchangeProperty } from '#domains/exchanges/properties/schema.ts'
import { ExchangeStatus, ExchangeType } from '#domains/exchanges/schema.ts'
import { SignatureRequest, WaitingSignature } from '#domains/exchanges/signing/schema.ts'
import { NewProperty } from '#domains/transactions/properties/schema.ts'
import { Money } from '#domains/transactions/schema.ts'
import { Instant } from '#lib/text.ts'

export const NewExchangeGuest = z
  .object({
    exchange_participant_id: z.uuid(),
    /** Left out, the contact's own. */
    email: z
      .email()
      .max(320)
      .transform((v) => v.toLowerCase())
      .optional(),
  })
  .meta({ example: { exchange_participant_id: '0198f0a0-0000-7000-8000-000000000001' } })
export type NewExchangeGuest = z.infer<typeof NewExchangeGuest>

export const ExchangeGuest = z.object({
  id: z.uuid(),
  exchange_participant_id: z.uuid(),
  contact_id: z.uuid(),
  display_name: z.string().nullable(),
  role: ParticipantRole,
  email: z.string(),
  created_at: Instant,
  first_seen_at: Instant.nullable(),
  last_seen_at: Instant.nullable(),
  mail_failed_at: Instant.nullable(),
  invited_by_name: z.string().nullable(),
})
export type ExchangeGuest = z.infer<typeof ExchangeGuest>

/** What anyone with the link sees before they enter the code. */
export const ExchangeDoor = z.object({
  organization: z.object({ name: z.string(), branding: z.record(z.string(), z.unknown()) }),
  /** Where the code goes: "i…z@example.com". */
  email_hint: z.string(),
})
export type ExchangeDoor = z.infer<typeof ExchangeDoor>

export const DoorCode = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'has six digits'),
})

/** The session of a guest; it goes in the header x-guest-session. */
export const GuestSession = z.object({ session: z.string(), expires_at: Instant })

const GuestProperty = ExchangeProperty.pick({
  ...{ id: true, side: true, address: true, price: true, fair_market_value: true, transferred_on: true },
  ...{ to_be_produced: true, description: true },
})

/** An exchange as a person outside sees it: their dates, what is asked of them, their documents and people. */
export const GuestExchange = z.object({
  exchange_number: z.string(),
  name: z.string(),
  exchange_type: ExchangeType,
  status: ExchangeStatus,
  time_zone: z.string(),
  clock_start: z.string().nullable(),
  guest_name: z.string(),
  role: ParticipantRole,
  /** They may identify property: the taxpayer, or who signs for them. */
  identifies: z.boolean(),
  organization: z.object({ name: z.string(), branding: z.record(z.string(), z.unknown()) }),
  coordinator: SenderCard,
  deadlines: z.array(Deadline),
  properties: z.array(GuestProperty),
  identification: Identification.nullable(),
  notices: z.array(
    IdentificationNotice.pick({
      ...{ id: true, kind: true, status: true, sent_at: true, properties: true, recipient_name: true },
      ...{ method: true, document_id: true },
    }),
  ),
  to_sign: z.array(WaitingSignature),
  documents: z.array(
    z.object({ document_id: z.uuid(), title: z.string(), kind: z.string(), created_at: Instant }),
  ),
})
export type GuestExchange = z.infer<typeof GuestExchange>

/** What the taxpayer wants to identify: properties of the exchange, and new ones by their address. */
export const GuestIdentification = z
  .object({
    properties: z
      .array(
        z.object({
          exchange_property_id: z.uuid().optional(),
          property: NewProperty.optional(),
          description: z.string().trim().min(1).max(2000).optional(),
          fair_market_value: Money.nullable().optional(),
        }),
      )
      .min(1)
      .max(50)
      .refine(
        (all) => all.every((one) => Boolean(one.exchange_property_id) !== Boolean(one.property)),
        'names each property, or its address',
      ),
  })
  .meta({
    example: {
      properties: [
        {
          property: { address_line1: '88 Mill Road', city: 'Boise', state: 'ID', zip_code: '83702' },
          fair_market_value: '640000.00',
        },
      ],
    },
  })
export type GuestIdentification = z.infer<typeof GuestIdentification>

/** What a guest's signature led to. */
export const GuestSigned = SignatureRequest.pick({
  ...{ id: true, title: true, status: true, completed_at: true, file_hash: true },
})
