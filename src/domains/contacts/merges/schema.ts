import { z } from 'zod'
import { CHOOSABLE } from '#domains/contacts/rules/merging.ts'
import { Contact, ContactDetail } from '#domains/contacts/schema.ts'

export const Merge = z
  .object({
    into_contact_id: z.uuid(),
    /**
     * Fields to take from the contact that is merged. Otherwise the other one keeps what it has, and gets what it lacks.
     * Email addresses, phone numbers, addresses, types and tags of both are kept.
     */
    take: z.array(z.enum(CHOOSABLE)).max(CHOOSABLE.length).default([]),
  })
  .meta({ example: { into_contact_id: '0198f0a0-0000-7000-8000-000000000002', take: ['company'] } })
export type Merge = z.infer<typeof Merge>

export const Merged = ContactDetail.extend({
  /** To undo it. */
  merge_id: z.uuid(),
})

export const MergeEntry = z.object({
  id: z.uuid(),
  loser_id: z.uuid(),
  loser_name: z.string(),
  winner_id: z.uuid(),
  merged_by: z.uuid().nullable(),
  merged_by_name: z.string().nullable(),
  created_at: z.string(),
  undone_at: z.string().nullable(),
})
export type MergeEntry = z.infer<typeof MergeEntry>

export const UnmergedContacts = z.object({ winner: Contact, loser: Contact, moved_back: z.int() })
