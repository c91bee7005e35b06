import { contactRelated } from '#domains/contacts/events.ts'
import { knownOf, type Met } from '#domains/contacts/imports/batch.ts'
import { type Draft, readDraft } from '#domains/contacts/imports/drafts.ts'
import { comparableOf, type Known } from '#domains/contacts/imports/duplicates.ts'
import { draftOf, importPeople } from '#domains/contacts/imports/people.ts'
import type { ImportSettings, RowDuplicate } from '#domains/contacts/imports/schema.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { emptyTally, type StoredImport, type Tally } from '#domains/identity/imports/kind.ts'
import { type Batch, idOfRow } from '#domains/identity/imports/rows.ts'
import { publishMany } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { insertMarriages, listLiving, listMarried, type Marriage } from './queries.ts'
import type { Spouse } from './read-spouse.ts'

type Stored = StoredImport<ImportSettings>
type Couple = { row: number; draft: Draft; spouse: Spouse }
/** A couple of which the one is a contact. */
type Half = { person: string; spouse: Spouse }

function couplesOf({ mapping, settings }: Stored, { from, rows }: Batch): Couple[] {
  return rows.flatMap((cells, at) => {
    const read = readDraft(cells, mapping, settings)
    return read.draft && read.spouse ? [{ row: from + at + 1, draft: read.draft, spouse: read.spouse }] : []
  })
}

/** Counts the spouses who are neither contacts nor in another row. `people` are the rows that are or become contacts. */
export const checkSpouses =
  (people: ReadonlySet<number>, earlier: Known<Met>) =>
  async (tx: Tx, actor: Actor, stored: Stored, batch: Batch): Promise<Tally<RowDuplicate>> => {
    const couples = couplesOf(stored, batch).filter(({ row }) => people.has(row))
    const known = await knownOf(
      tx,
      actor,
      couples.flatMap(({ draft, spouse }) => [draft, draftOf(spouse)]),
    )
    const there = couples.map(({ draft }) => known.find(comparableOf(draft))?.contact.id ?? null)
    const married = await listMarried(
      tx,
      actor.organization_id,
      there.filter((id) => id !== null),
    )
    const tally = emptyTally<RowDuplicate>(0)
    for (const [at, { spouse }] of couples.entries()) {
      if (stored.settings.on_duplicate === 'fill' && married.has(there[at] ?? '')) continue
      const draft = draftOf(spouse)
      const comparable = comparableOf(draft)
      if (known.find(comparable) ?? earlier.find(comparable)) continue
      earlier.add({ ...comparable, id: null, stored: null, draft })
      tally.created++
    }
    return tally
  }

/** Relates the people of a batch to their spouses. Those who have a spouse already keep them. */
export async function writeSpouses(
  tx: Tx,
  actor: Actor,
  stored: Stored,
  batch: Batch,
): Promise<Tally<RowDuplicate>> {
  const halves = await halvesOf(tx, actor, stored, couplesOf(stored, batch))
  const tally = emptyTally<RowDuplicate>(0)
  // Who can be reached comes first: a spouse of whom only the name is known may be one of them, in a row of their own.
  for (const reachable of [true, false]) {
    const some = halves.filter(({ spouse: { email, phone } }) => Boolean(email || phone) === reachable)
    tally.created += await marry(tx, actor, stored, some)
  }
  return tally
}

/** The contacts of these rows: those that the import added, or filled in. */
async function halvesOf(tx: Tx, actor: Actor, stored: Stored, couples: Couple[]): Promise<Half[]> {
  const own = couples.map(({ row }) => idOfRow(stored.id, row))
  const living = await listLiving(tx, actor.organization_id, own)
  const known = await knownOf(
    tx,
    actor,
    stored.settings.on_duplicate === 'fill' ? couples.map(({ draft }) => draft) : [],
  )
  return couples.flatMap(({ draft, spouse }, at) => {
    const added = own[at] ?? ''
    if (living.has(added)) return [{ person: added, spouse }]
    const contact = known.find(comparableOf(draft))?.contact.stored
    return contact && mayEdit(actor, contact) ? [{ person: contact.id, spouse }] : []
  })
}

/** Answers how many contacts were added. */
async function marry(tx: Tx, actor: Actor, stored: Stored, halves: Half[]): Promise<number> {
  const { organization_id, user_id } = actor
  const { visibility, team_id, contact_type, tags } = stored.settings
  const taken = await listMarried(
    tx,
    organization_id,
    halves.map(({ person }) => person),
  )
  const single = halves.filter(({ person }) => !taken.has(person))
  const people = single.map(({ spouse }) => spouse)
  const common = { visibility, team_id, tags, ...(contact_type.length > 0 && { contact_type }) }
  const { ids, added } = await importPeople(tx, actor, stored.id, people, common)
  for (const id of await listMarried(tx, organization_id, ids)) taken.add(id)
  const marriages: Marriage[] = []
  for (const [at, { person }] of single.entries()) {
    const spouse = ids[at] ?? person
    if (spouse === person || taken.has(person) || taken.has(spouse)) continue
    marriages.push({ id: newId(), from_contact_id: person, to_contact_id: spouse })
    taken.add(person).add(spouse)
  }
  await insertMarriages(tx, organization_id, stored.id, user_id, marriages)
  await publishMany(tx, organization_id, contactRelated, marriages.map(relationshipFact))
  return added
}

export const relationshipFact = ({ id, from_contact_id, to_contact_id }: Marriage) => ({
  subject_id: from_contact_id,
  payload: {
    ...{ relationship_id: id, relation: 'spouse', other_contact_id: to_contact_id },
    ownership_percent: null,
  },
})
