import { z } from 'zod'
import { SenderCard } from '#domains/documents/senders/schema.ts'
import { KeyDates, PartyRole, Stage, TransactionType } from '#domains/transactions/schema.ts'
import { Instant } from '#lib/text.ts'

const Email = z
  .email()
  .max(320)
  .transform((value) => value.toLowerCase())

export const NewGuest = z
  .object({
    party_id: z.uuid(),
    /** Where the link goes, if not to the contact’s email address. */
    email: Email.optional(),
  })
  .meta({ example: { party_id: '0198f0a0-0000-7000-8000-000000000007' } })
export type NewGuest = z.infer<typeof NewGuest>

/** A client who sees the deal by a link. */
export const Guest = z.object({
  id: z.uuid(),
  party_id: z.uuid(),
  display_name: z.string(),
  role: PartyRole,
  email: z.string(),
  invited_by_name: z.string().nullable(),
  created_at: Instant,
  last_seen_at: Instant.nullable(),
  /** Since when the email with the link cannot be delivered. */
  mail_failed_at: Instant.nullable(),
})
export type Guest = z.infer<typeof Guest>

export const InvitedGuest = Guest.extend({ url: z.string() })
export type InvitedGuest = z.infer<typeof InvitedGuest>

/** What ended with the access of a client: links that went to the same address for this deal. */
export const EndedAccess = z.object({
  /** Shares of the documents of the deal. */
  shares: z.int(),
  requests: z.int(),
  /** Those that only a colleague can end, who shared or requested them. */
  left: z.int(),
})
export type EndedAccess = z.infer<typeof EndedAccess>

/** What is asked of a client, as far as it is still open. */
const GuestRequest = z.object({
  id: z.uuid(),
  title: z.string(),
  due_on: z.string().nullable(),
  state: z.enum(['open', 'received', 'closed', 'revoked', 'expired']),
  items: z.array(z.object({ title: z.string(), state: z.enum(['open', 'received', 'waived']) })),
  url: z.string(),
})

/** A deal as a client sees it: no commissions, no notes, no other parties, and of the documents only their own. */
export const GuestDeal = z.object({
  organization: z.object({ name: z.string(), branding: z.record(z.string(), z.unknown()) }),
  /** Whom to ask. */
  agent: SenderCard,
  guest_name: z.string(),
  role: PartyRole,
  transaction_number: z.string(),
  transaction_type: TransactionType,
  stage: Stage,
  address: z.string(),
  list_price: z.string().nullable(),
  sale_price: z.string().nullable(),
  ...KeyDates.shape,
  closed_on: z.string().nullable(),
  dates: z.array(z.object({ id: z.uuid(), name: z.string(), date: z.string(), done: z.boolean() })),
  requests: z.array(GuestRequest),
  documents: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      mime_type: z.string(),
      file_size: z.int(),
      created_at: Instant,
      /** Null: only the email about it has its address. */
      url: z.string().nullable(),
    }),
  ),
})
export type GuestDeal = z.infer<typeof GuestDeal>
