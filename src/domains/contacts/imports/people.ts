import { contactCreated, contactTrashed } from '#domains/contacts/events.ts'
import type { Comparable } from '#domains/contacts/rules/duplicates.ts'
import type { ContactKind } from '#domains/contacts/schema.ts'
import { publishMany } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import type { Draft } from './drafts.ts'
import { comparableOf, openKnown } from './duplicates.ts'
import { insertContacts, listReached, type NewRow } from './queries.ts'
import { trashUntouched } from './undo/queries.ts'

/** A person or organization whom the rows of another import name. */
export type ImportedPerson = {
  kind: ContactKind
  display_name: string
  email: string | null
  phone: { number: string; extension?: string } | null
}

/** What all of them get. */
type Common = Pick<Draft, 'contact_type' | 'tags'> & {
  visibility: 'private' | 'team' | 'organization'
  team_id: string | null
}

/**
 * The contacts of these people, in their order, and how many were added: those that are there already by the rules of an import, and new ones,
 * which belong to the import and are undone with it.
 */
export async function importPeople(
  tx: Tx,
  { organization_id, user_id }: Actor,
  import_id: string,
  people: ImportedPerson[],
  { visibility, team_id, contact_type = ['client'], tags = [] }: Common,
): Promise<{ ids: string[]; added: number }> {
  const emails = people.flatMap(({ email }) => (email ? [email.toLowerCase()] : []))
  const phones = people.flatMap(({ phone }) => (phone ? [phone.number] : []))
  const known = openKnown(await listReached(tx, organization_id, emails, phones))
  const met = openKnown<Comparable & { id: string }>()
  const added: NewRow[] = []
  const ids = people.map((person) => {
    const draft = draftOf(person)
    const comparable = comparableOf(draft)
    const same = known.find(comparable)?.contact ?? met.find(comparable)?.contact
    if (same) return same.id
    const id = newId()
    met.add({ ...comparable, id })
    added.push({
      ...{ addresses: [], contact_type, tags, ...draft, visibility, team_id, id, import_id },
      ...{ owner_id: user_id, created_by: user_id, updated_by: user_id },
    })
    return id
  })
  await insertContacts(tx, organization_id, added)
  const facts = added.map(({ id, display_name = '' }) => ({
    subject_id: id,
    payload: { name: display_name },
  }))
  await publishMany(tx, organization_id, contactCreated, facts)
  return { ids, added: added.length }
}

export function draftOf({ kind, display_name, email, phone }: ImportedPerson): Draft {
  const words = display_name.split(/\s+/)
  const named = kind === 'person' && words.length > 1 && !display_name.includes('@')
  return {
    ...{ kind, display_name },
    ...(named && { first_name: words.slice(0, -1).join(' '), last_name: words.at(-1) ?? '' }),
    emails: email ? [{ label: 'work', email }] : [],
    phones: phone ? [{ label: 'mobile', ...phone }] : [],
  }
}

/** Moves contacts of an import to the trash that nobody changed since, but for those in `used`. */
export async function trashImportedPeople(
  tx: Tx,
  { organization_id, user_id }: Actor,
  import_id: string,
  { used, now, limit }: { used: string[]; now: Date; limit: number },
): Promise<number> {
  const trashed = await trashUntouched(tx, organization_id, import_id, { user_id, now, limit, used })
  const facts = trashed.map(({ id, display_name }) => ({ subject_id: id, payload: { name: display_name } }))
  await publishMany(tx, organization_id, contactTrashed, facts)
  return trashed.length
}
