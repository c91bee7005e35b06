import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

/** A kind of record that lists show, such as `document`. */
const SubjectType = z.string().regex(/^[a-z_]{1,40}$/, 'is a word in lower case')
const Word = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is a word in lower case')

/** As in the address of the list; the domain of the list says which there are (`views` in its domain.ts). */
const Filters = z
  .record(Word, z.string().min(1).max(1000))
  .refine((filters) => Object.keys(filters).length <= 20, 'has more than 20 filters')
  .refine((filters) => JSON.stringify(filters).length <= 4000, 'is longer than 4,000 characters')

export const ViewQuery = z.object({ subject_type: SubjectType.optional() })

const Told = {
  name: OneLine(60),
  filters: Filters,
  sort: Word.nullable(),
  columns: z.array(Word).min(1).max(40).nullable(),
  /** With everyone in the organization. */
  shared: z.boolean(),
  /** With the members of this team only. */
  team_id: z.uuid().nullable(),
  position: z.int().min(0).max(1000),
}

export const NewView = z
  .object({
    ...Told,
    subject_type: SubjectType,
    filters: Told.filters.default({}),
    sort: Told.sort.default(null),
    columns: Told.columns.default(null),
    shared: Told.shared.default(false),
    team_id: Told.team_id.default(null),
    position: Told.position.default(0),
  })
  .meta({ example: { subject_type: 'document', name: 'Deeds', filters: { document_type: 'deed' } } })
export type NewView = z.infer<typeof NewView>

export const ViewChange = z.object(Told).partial()
export type ViewChange = z.infer<typeof ViewChange>

export const SavedView = z.object({
  ...Told,
  id: z.uuid(),
  subject_type: z.string(),
  user_id: z.uuid(),
  user_name: z.string().nullable(),
  team_name: z.string().nullable(),
  version: z.int(),
})
export type SavedView = z.infer<typeof SavedView>
