import { z } from 'zod'
import { ContactKind } from '#domains/contacts/schema.ts'
import { OneLine } from '#lib/text.ts'

/**
 * "From" is this of "to": the grantor, trustee or beneficiary of a trust; the owner, employee, assistant, representative
 * or primary contact of a company or person; a parent of a person. A spouse and a sibling are each other's. The `referral`
 * of a contact is the contact who referred them.
 */
export const Relation = z.enum([
  ...(['spouse', 'sibling', 'parent', 'grantor', 'trustee', 'beneficiary', 'owner'] as const),
  ...(['employee', 'assistant', 'primary_contact', 'representative', 'referral', 'other'] as const),
])
export type Relation = z.infer<typeof Relation>

const Said = {
  ownership_percent: z.number().gt(0).max(100).nullable(),
  description: OneLine(300).nullable(),
  /** Where this is known from: "operating agreement of 2021". */
  source: OneLine(300).nullable(),
  starts_on: z.iso.date().nullable(),
  ends_on: z.iso.date().nullable(),
}
const PERCENT_OF: Relation[] = ['owner', 'beneficiary']

export const RelationshipFields = z
  .object({ ...Said })
  .partial()
  .extend({
    relation: Relation,
    other_contact_id: z.uuid(),
    /** Whether the contact of the address is this of the other one (`from`), or the other one of it (`to`). */
    direction: z.enum(['from', 'to']).default('from'),
  })

export const NewRelationship = RelationshipFields.refine(
  ({ relation, ownership_percent }) => !ownership_percent || PERCENT_OF.includes(relation),
  {
    path: ['ownership_percent'],
    message: 'only owners and beneficiaries have one',
  },
)
  .refine(({ starts_on, ends_on }) => !starts_on || !ends_on || starts_on <= ends_on, {
    path: ['ends_on'],
    message: 'is before the first day',
  })
  .meta({
    example: {
      relation: 'owner',
      other_contact_id: '0198f0a0-0000-7000-8000-000000000002',
      ownership_percent: 50,
      source: 'Operating agreement',
    },
  })
export type NewRelationship = z.infer<typeof NewRelationship>

export const RelationshipChange = z.object({ ...Said }).partial()
export type RelationshipChange = z.infer<typeof RelationshipChange>

export const Relationship = z.object({
  id: z.uuid(),
  relation: Relation,
  direction: z.enum(['from', 'to']),
  other_contact_id: z.uuid(),
  other_name: z.string(),
  other_kind: ContactKind,
  ...Said,
  version: z.int(),
})
export type Relationship = z.infer<typeof Relationship>

/** Contacts and how they are related, up to three steps away. */
export const ContactGraph = z.object({
  contacts: z.array(
    z.object({
      id: z.uuid(),
      display_name: z.string(),
      kind: ContactKind,
      tax_status: z.string().nullable(),
    }),
  ),
  relationships: z.array(
    z.object({
      id: z.uuid(),
      from_contact_id: z.uuid(),
      to_contact_id: z.uuid(),
      relation: Relation,
      ownership_percent: z.number().nullable(),
    }),
  ),
})
export type ContactGraph = z.infer<typeof ContactGraph>
