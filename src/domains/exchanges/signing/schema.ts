import { z } from 'zod'
import { Instant } from '#lib/text.ts'

/** What everyone who signs agrees to (15 USC 7001(c)). */
export const CONSENT =
  'I agree to sign this document electronically. My electronic signature has the same effect as one in ink.'

export const NewSignatureRequest = z
  .object({
    /** A PDF of the exchange. */
    document_id: z.uuid(),
    signers: z
      .array(
        z.object({
          contact_id: z.uuid(),
          /** The member that the signer is: they sign when they are signed in, others by a link. */
          user_id: z.uuid().nullable().optional(),
          /** Where signing goes in order: those of place 2 after those of place 1. */
          place: z.int().min(1).max(50).optional(),
        }),
      )
      .min(1)
      .max(20),
    in_order: z.boolean().optional(),
    message: z.string().trim().max(2000).nullable().optional(),
    expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
  })
  .meta({
    example: {
      document_id: '0198f0a0-0000-7000-8000-000000000001',
      signers: [{ contact_id: '0198f0a0-0000-7000-8000-000000000002' }],
    },
  })
export type NewSignatureRequest = z.infer<typeof NewSignatureRequest>

export const Signature = z.object({
  id: z.uuid(),
  place: z.int(),
  contact_id: z.uuid(),
  user_id: z.uuid().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(['waiting', 'signed', 'declined']),
  method: z.enum(['typed', 'drawn']).nullable(),
  signed_name: z.string().nullable(),
  signed_at: Instant.nullable(),
  ip_address: z.string().nullable(),
  declined_at: Instant.nullable(),
  decline_reason: z.string().nullable(),
  reminded_at: Instant.nullable(),
})
export type Signature = z.infer<typeof Signature>

export const SignatureRequest = z.object({
  id: z.uuid(),
  exchange_id: z.uuid(),
  document_id: z.uuid(),
  version_number: z.int(),
  /** SHA-256 of exactly what is signed. */
  file_hash: z.string(),
  title: z.string(),
  message: z.string().nullable(),
  in_order: z.boolean(),
  status: z.enum(['open', 'completed', 'declined', 'cancelled']),
  expires_at: Instant.nullable(),
  completed_at: Instant.nullable(),
  ended_at: Instant.nullable(),
  end_reason: z.string().nullable(),
  /** The version with the certificate and the seal; null until it is made. */
  signed_version_number: z.int().nullable(),
  signatures: z.array(Signature),
  created_at: Instant,
  /** Null where the taxpayer drafted what is signed. */
  created_by: z.uuid().nullable(),
  created_by_name: z.string().nullable(),
  version: z.int(),
})
export type SignatureRequest = z.infer<typeof SignatureRequest>

/** A signature that waits for a person. */
export const WaitingSignature = z.object({
  id: z.uuid(),
  request_id: z.uuid(),
  exchange_id: z.uuid(),
  exchange_name: z.string(),
  title: z.string(),
  message: z.string().nullable(),
  document_id: z.uuid(),
  version_number: z.int(),
  file_hash: z.string(),
  /** The name that the signer was asked by. */
  name: z.string(),
  expires_at: Instant.nullable(),
  created_at: Instant,
  /** Others sign first. */
  later: z.boolean(),
})
export type WaitingSignature = z.infer<typeof WaitingSignature>

/** Moves, lines and curves in a box of 400 by 120. */
const Drawing = z
  .string()
  .max(40_000)
  .regex(/^M[MLQC0-9 .,-]+$/, 'isn’t a drawn signature')

export const Signing = z
  .object({
    method: z.enum(['typed', 'drawn']),
    /** The signer's full name; of a typed signature also what it looks like. */
    signed_name: z.string().trim().min(2).max(255),
    drawing: Drawing.optional(),
    /** The signer agreed to the sentence of `CONSENT`. */
    consent: z.literal(true),
    /** The hash of the document that the signer saw. */
    document_hash: z.string().regex(/^[0-9a-f]{64}$/, 'isn’t a SHA-256'),
  })
  .refine(({ method, drawing }) => method === 'typed' || drawing !== undefined, {
    path: ['drawing'],
    message: 'is missing',
  })
  .meta({
    example: { method: 'typed', signed_name: 'Ines Alvarez', consent: true, document_hash: '0'.repeat(64) },
  })
export type Signing = z.infer<typeof Signing>

export const Declining = z.object({ reason: z.string().trim().min(1).max(1000) })
export const Ending = z.object({ reason: z.string().trim().min(1).max(1000) })
