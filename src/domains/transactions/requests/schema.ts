import { z } from 'zod'
import { DocumentRequest, hasTeam, NewDocumentRequest, NO_TEAM } from '#domains/documents/requests/schema.ts'

/** Whom is asked follows from the party. */
const { requested_from_email: _, requested_from_name: __, ...asked } = NewDocumentRequest.shape

/** Asks a party of a deal for documents. What arrives is attached to the deal. */
export const NewDealRequest = z
  .object({
    ...asked,
    party_id: z.uuid(),
  })
  .refine(hasTeam, NO_TEAM)
  .meta({ example: { party_id: '0198f0a0-0000-7000-8000-000000000007', title: 'Proof of funds' } })
export type NewDealRequest = z.infer<typeof NewDealRequest>

export const DealRequest = DocumentRequest.extend({ party_id: z.uuid().nullable() })
export type DealRequest = z.infer<typeof DealRequest>
