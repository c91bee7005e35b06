import { z } from 'zod'
import { ContactNarrowing } from '#domains/contacts/list/schema.ts'
import { Many } from '#lib/many.ts'

/** What a column of an export holds, in the order of the columns; an import reads the file again. */
export const EXPORT_COLUMNS = [
  ...(['full_name', 'first_name', 'last_name', 'kind', 'contact_type', 'company', 'title'] as const),
  ...([
    'email',
    'email_2',
    'email_3',
    'phone_mobile',
    'phone_work',
    'phone_home',
    'phone_other',
    'phone_fax',
  ] as const),
  ...(['street', 'street_2', 'city', 'state', 'zip_code', 'country', 'tags', 'owner', 'visibility'] as const),
  ...([
    'referral_source',
    'industry',
    'birthday',
    'website',
    'preferred_contact_method',
    'relationship_strength',
    'importance_score',
  ] as const),
  ...(['last_interaction_date', 'next_followup_date', 'notes', 'created_at'] as const),
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

export const ContactExport = ContactNarrowing.extend({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  columns: Many.pipe(z.array(z.enum(EXPORT_COLUMNS))).optional(),
})
export type ContactExport = z.infer<typeof ContactExport>
