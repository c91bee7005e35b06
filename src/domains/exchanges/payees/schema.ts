import { z } from 'zod'
import { isRoutingNumber } from '#domains/exchanges/rules/routing-number.ts'
import { Instant, OneLine } from '#lib/text.ts'

const Details = {
  /** The name on the account. */
  account_name: OneLine(200),
  bank_name: OneLine(200),
  routing_number: z
    .string()
    .regex(/^\d{9}$/, 'has nine digits')
    .refine(isRoutingNumber, 'isn’t a routing number: its check digit is wrong'),
  account_number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{4,17}$/, 'has 4 to 17 digits or letters'),
}

export const NewPayee = z.object({ contact_id: z.uuid(), ...Details }).meta({
  example: {
    contact_id: '0198f0a0-0000-7000-8000-000000000001',
    account_name: 'Harbor Title Company, Escrow Trust',
    bank_name: 'First Harbor Bank',
    routing_number: '011000015',
    account_number: '8837261045',
  },
})
export type NewPayee = z.infer<typeof NewPayee>

export const PayeeChange = z
  .object(Details)
  .partial()
  .meta({ example: { bank_name: 'First Harbor Bank, N.A.' } })
export type PayeeChange = z.infer<typeof PayeeChange>

/** A number of the contact when the bank details were entered, and since when it was on their file. */
export const PhoneOnFile = z.object({ number: z.string(), on_file_since: z.string() })
export type PhoneOnFile = z.infer<typeof PhoneOnFile>

export const PayeeStatus = z.enum(['unverified', 'verified', 'frozen'])

export const Payee = z.object({
  id: z.uuid(),
  contact_id: z.uuid(),
  /** Null where the reader doesn't see that contact. */
  contact_name: z.string().nullable(),
  account_name: z.string(),
  bank_name: z.string(),
  routing_number: z.string(),
  account_number_last4: z.string(),
  status: PayeeStatus,
  details_version: z.int(),
  entered_by: z.uuid(),
  entered_by_name: z.string().nullable(),
  entered_at: z.string(),
  phones_on_file: z.array(PhoneOnFile),
  verified_by: z.uuid().nullable(),
  verified_by_name: z.string().nullable(),
  verified_at: z.string().nullable(),
  frozen_at: z.string().nullable(),
  freeze_reason: z.string().nullable(),
  /** Other payees with the same account at the same bank: who is paid there may be someone else. */
  same_account_payees: z.array(z.uuid()),
  version: z.int(),
})
export type Payee = z.infer<typeof Payee>

export const PayeeNarrowing = z.object({
  contact_id: z.uuid().optional(),
  status: PayeeStatus.optional(),
})
export type PayeeNarrowing = z.infer<typeof PayeeNarrowing>

export const Verification = z
  .object({
    /** One that was on the contact's file before the bank details were entered. */
    phone_number: z.string().min(3).max(40),
    called_at: Instant,
    spoken_with: OneLine(200),
    note: OneLine(1000).optional(),
  })
  .meta({
    example: {
      phone_number: '+14155550132',
      called_at: '2026-03-03T17:20:00.000Z',
      spoken_with: 'Dana Whitfield, escrow officer',
    },
  })
export type Verification = z.infer<typeof Verification>

export const PayeeVerification = z.object({
  id: z.uuid(),
  details_version: z.int(),
  phone_number: z.string(),
  on_file_since: z.string(),
  called_at: z.string(),
  spoken_with: z.string(),
  note: z.string().nullable(),
  verified_by: z.uuid(),
  verified_by_name: z.string().nullable(),
  created_at: z.string(),
})
export type PayeeVerification = z.infer<typeof PayeeVerification>

export const Freeze = z
  .object({ reason: OneLine(1000) })
  .meta({ example: { reason: 'An email asks for payment to another account.' } })

export const AccountNumber = z.object({ routing_number: z.string(), account_number: z.string() })
export type AccountNumber = z.infer<typeof AccountNumber>
