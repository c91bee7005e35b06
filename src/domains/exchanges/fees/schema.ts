import { z } from 'zod'
import { Amount } from '#domains/exchanges/ledger/schema.ts'

export const FeeAgreement = z.object({
  id: z.uuid().nullable(),
  /** Null: no fee is agreed. */
  amount: z.string().nullable(),
  agreed_on: z.string().nullable(),
  document_id: z.uuid().nullable(),
  document_hash: z.string().nullable(),
  /** What was paid of it from exchange funds. */
  paid: z.string(),
})
export type FeeAgreement = z.infer<typeof FeeAgreement>

export const NewFeeAgreement = z
  .object({ amount: Amount, agreed_on: z.iso.date(), document_id: z.uuid() })
  .meta({
    example: {
      amount: '1250.00',
      agreed_on: '2026-02-20',
      document_id: '0198f0a0-0000-7000-8000-000000000001',
    },
  })
export type NewFeeAgreement = z.infer<typeof NewFeeAgreement>
