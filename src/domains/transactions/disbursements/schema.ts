import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

export const DisbursementLine = z.object({
  key: z.string(),
  paid_to: z.enum(['cooperating', 'referral', 'franchise', 'company', 'agent', 'team']),
  name: z.string(),
  /** License numbers of a member, as they stand in their profile. */
  licenses: z.array(z.string()),
  amount: z.string(),
  formula: z.array(z.string()),
  /** When it was confirmed to be paid. */
  paid_on: z.iso.date().nullable(),
})
export type DisbursementLine = z.infer<typeof DisbursementLine>

/** What the authorization says, as it was when it was approved. */
export const Statement = z.object({
  organization: z.object({
    name: z.string(),
    license_number: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    address: z.string().nullable(),
  }),
  transaction_number: z.string(),
  address: z.string(),
  side: z.enum(['listing', 'selling', 'both']),
  sale_price: z.string().nullable(),
  closes_on: z.string(),
  closed: z.boolean(),
  sellers: z.array(z.string()),
  buyers: z.array(z.string()),
  closing_agents: z.array(z.string()),
  gross: z.string(),
  lines: z.array(DisbursementLine),
})
export type Statement = z.infer<typeof Statement>

export const Disbursement = z.object({
  id: z.uuid(),
  /** 0 while it is a draft. */
  version: z.int(),
  status: z.enum(['draft', 'approved', 'sent', 'paid']),
  /** The figures of the deal are others than those that were approved: it has to be approved again. */
  stale: z.boolean(),
  /** The figures as they are now: who approves sends them back, so that nobody approves others than they saw. */
  figures: z.string(),
  statement: Statement,
  document_id: z.uuid().nullable(),
  approved_by_name: z.string().nullable(),
  approved_at: z.string().nullable(),
  sent_to: z.string().nullable(),
  sent_at: z.string().nullable(),
  /** Where it was emailed to; null where a person only recorded that it was sent. */
  sent_email: z.string().nullable(),
  /** The file that was emailed: the document that holds it, and its SHA-256. */
  sent_document_id: z.uuid().nullable(),
  sent_hash: z.string().nullable(),
  /** The email could not be delivered. */
  mail_failed_at: z.string().nullable(),
  may: z.object({ approve: z.boolean(), follow: z.boolean() }),
})
export type Disbursement = z.infer<typeof Disbursement>

export const Approval = z.object({ figures: z.string().max(100) }).meta({ example: { figures: '6f1d…' } })
export type Approval = z.infer<typeof Approval>

export const Sending = z
  .object({ sent_to: OneLine(300) })
  .meta({ example: { sent_to: 'Harborline Title, closings@harborline.example' } })
export type Sending = z.infer<typeof Sending>

/** To a party of the deal at the address of their contact, or to an address that is typed. */
export const Emailing = z
  .object({
    party_id: z.uuid().nullable().default(null),
    email: z.email().max(320).optional(),
    message: z.string().trim().max(2000).optional(),
  })
  .meta({ example: { email: 'closings@harborline.example', message: 'For closing on Friday.' } })
export type Emailing = z.infer<typeof Emailing>

export const Payment = z
  .object({
    key: z.string().max(100),
    /** Null takes a confirmation back. */
    paid_on: z.iso.date().nullable(),
  })
  .meta({ example: { key: 'company', paid_on: '2026-12-01' } })
export type Payment = z.infer<typeof Payment>
