import { z } from 'zod'
import { ImportFailure, ImportOutcome, UndoOutcome } from '#domains/identity/imports/schema.ts'
import { fact } from '#infra/facts/events.ts'

const named = z.object({ name: z.string() })
const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const related = z.object({
  relationship_id: z.uuid(),
  relation: z.string(),
  other_contact_id: z.uuid(),
  ownership_percent: z.number().nullable(),
})
const interaction = z.object({ interaction_id: z.uuid(), kind: z.string() })

export const contactCreated = fact('contacts.created', 'contact', 'Contact added', named)
export const contactChanged = fact('contacts.changed', 'contact', 'Contact changed', change)
export const contactTrashed = fact('contacts.trashed', 'contact', 'Contact moved to trash', named)
export const contactRestored = fact('contacts.restored', 'contact', 'Contact restored from trash', named)
export const contactMerged = fact(
  'contacts.merged',
  'contact',
  'Duplicate contact merged',
  named.extend({ merge_id: z.uuid(), loser_id: z.uuid() }),
)
export const mergeUndone = fact(
  'contacts.merge_undone',
  'contact',
  'Merge of contacts undone',
  named.extend({ merge_id: z.uuid(), loser_id: z.uuid() }),
)
export const contactRelated = fact('contacts.related', 'contact', 'Relationship added', related)
export const relationshipChanged = fact(
  'contacts.relationship_changed',
  'contact',
  'Relationship changed',
  z.object({ relationship_id: z.uuid(), changes: change }),
)
export const contactUnrelated = fact('contacts.unrelated', 'contact', 'Relationship removed', related)
export const interactionLogged = fact(
  'contacts.interaction_logged',
  'contact',
  'Interaction logged',
  interaction,
)
export const interactionRemoved = fact(
  'contacts.interaction_removed',
  'contact',
  'Interaction removed',
  interaction,
)
export const financialsViewed = fact(
  'contacts.financials_viewed',
  'contact',
  'Financial details of a contact viewed',
  z.object({}),
)
/** Which of them, and not their values. */
export const financialsChanged = fact(
  'contacts.financials_changed',
  'contact',
  'Financial details of a contact changed',
  z.object({ fields: z.array(z.string()) }),
)
export const contactsDistinguished = fact(
  'contacts.distinguished',
  'contact',
  'Contacts marked as not the same',
  z.object({ other_contact_id: z.uuid() }),
)
export const contactsImported = fact(
  'contacts.imported',
  'contact_import',
  'Contacts imported',
  ImportOutcome,
)
export const importFailed = fact(
  'contacts.import_failed',
  'contact_import',
  'Import of contacts failed',
  ImportFailure,
)
export const importUndone = fact(
  'contacts.import_undone',
  'contact_import',
  'Import of contacts undone',
  UndoOutcome,
)
export const contactsExported = fact(
  'contacts.exported',
  'organization',
  'Contacts exported',
  z.object({ count: z.int(), format: z.string(), columns: z.array(z.string()) }),
)
