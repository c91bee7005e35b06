import { z } from 'zod'
import { ContactType, ContactVisibility } from '#domains/contacts/schema.ts'
import { OneLine } from '#lib/text.ts'

export const MOST_AT_ONCE = 500

const ids = z.array(z.uuid()).min(1).max(MOST_AT_ONCE)
const tags = z.array(OneLine(60)).min(1).max(20)
const contact_type = ContactType

export const ContactBulk = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('tag'), ids, tags }),
    z.strictObject({ action: z.literal('untag'), ids, tags }),
    z.strictObject({ action: z.literal('add_type'), ids, contact_type }),
    z.strictObject({ action: z.literal('remove_type'), ids, contact_type }),
    z.strictObject({ action: z.literal('assign'), ids, owner_id: z.uuid().nullable() }),
    z.strictObject({
      ...{ action: z.literal('share'), ids },
      ...{ visibility: ContactVisibility, team_id: z.uuid().nullable().default(null) },
    }),
    z.strictObject({ action: z.literal('trash'), ids }),
    z.strictObject({ action: z.literal('restore'), ids }),
  ])
  .meta({
    example: { action: 'tag', ids: ['0198f0a0-0000-7000-8000-000000000002'], tags: ['investor'] },
  })
export type ContactBulk = z.infer<typeof ContactBulk>

export const ContactBulkResult = z.object({
  done: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
})
export type ContactBulkResult = z.infer<typeof ContactBulkResult>
