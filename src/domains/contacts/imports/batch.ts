import { contactChanged, contactCreated } from '#domains/contacts/events.ts'
import { type Place, placeOf } from '#domains/contacts/places.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { saveContact } from '#domains/contacts/queries.ts'
import type { Comparable } from '#domains/contacts/rules/duplicates.ts'
import type { Mapping } from '#domains/contacts/rules/import-fields.ts'
import { mergedFields, valuesOf } from '#domains/contacts/rules/merging.ts'
import type { Contact } from '#domains/contacts/schema.ts'
import { emptyTally, type StoredImport, type Tally } from '#domains/identity/imports/kind.ts'
import type { Batch } from '#domains/identity/imports/rows.ts'
import { idOfRow } from '#domains/identity/imports/rows.ts'
import { publish, publishMany } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { type Draft, readDraft } from './drafts.ts'
import { comparableOf, type Known, openKnown } from './duplicates.ts'
import type { Problem } from './problems.ts'
import { insertContacts, insertFill, listReached, type NewRow } from './queries.ts'
import type { ImportSettings, RowDuplicate } from './schema.ts'

/** A contact that a row can be the same as: one that is there already, or that an earlier row of the file describes. */
export type Met = Comparable & { id: string | null; stored: Contact | null; draft: Draft | null }

/** A contact that is added, from which row of the file. */
type Added = { row: number; draft: Draft }
export type Planned = {
  add: Added[]
  fill: { contact: Contact; draft: Draft }[]
  /** The rows whose person is a contact afterward, so that a spouse can be related to them. */
  people: number[]
  tally: Tally<RowDuplicate>
}

/** Decides for each row of a batch whether it is added, fills what a contact lacks, or is left out. */
export async function planBatch(
  tx: Tx,
  actor: Actor,
  { headers, mapping, settings }: StoredImport<ImportSettings>,
  batch: Batch,
  earlier: Known<Met>,
): Promise<Planned> {
  const read = batch.rows.map((row) => readDraft(row, mapping, settings))
  const stored = await knownOf(
    tx,
    actor,
    read.flatMap(({ draft }) => draft ?? []),
  )
  const planned: Planned = { add: [], fill: [], people: [], tally: emptyTally(batch.rows.length) }
  const { tally } = planned
  for (const [at, { draft, problems }] of read.entries()) {
    const row = batch.from + at + 1
    if (!draft) {
      tally.errors++
      tally.listed.errors.push(...problems.map((one) => ({ row, ...shownOf(one, headers, mapping) })))
      continue
    }
    const same = settings.on_duplicate === 'add' ? undefined : findSame(draft, stored, earlier)
    if (!same) {
      planned.add.push({ row, draft })
      planned.people.push(row)
      earlier.add({ ...comparableOf(draft), id: null, stored: null, draft })
      tally.created++
      continue
    }
    const { contact, reason } = same
    tally.listed.duplicates.push({ row, name: contact.display_name, reason, contact_id: contact.id })
    const filling = settings.on_duplicate === 'fill'
    if (filling && (!contact.stored || mayEdit(actor, contact.stored))) planned.people.push(row)
    if (filling && fills(actor, planned, contact, draft)) tally.filled++
    else tally.skipped++
  }
  return planned
}

function findSame(draft: Draft, ...all: Known<Met>[]) {
  const comparable = comparableOf(draft)
  for (const known of all) {
    const same = known.find(comparable)
    if (same) return same
  }
  return undefined
}

/** Whether the row has something that the contact lacks; it gets it. */
function fills(actor: Actor, planned: Planned, { stored, draft: earlier }: Met, draft: Draft): boolean {
  if (stored) {
    if (!mayEdit(actor, stored) || Object.keys(mergedFields(stored, contactOf(draft), [])).length === 0)
      return false
    planned.fill.push({ contact: stored, draft })
    return true
  }
  if (!earlier) return false
  const lacked = mergedFields(contactOf(earlier), contactOf(draft), [])
  Object.assign(earlier, lacked)
  return Object.keys(lacked).length > 0
}

/** The contacts that these drafts may be already. */
export async function knownOf(tx: Tx, actor: Actor, drafts: Draft[]): Promise<Known<Met>> {
  const emails = drafts.flatMap((draft) => (draft.emails ?? []).map(({ email }) => email.toLowerCase()))
  const phones = drafts.flatMap((draft) => (draft.phones ?? []).map(({ number }) => number))
  const contacts = await listReached(tx, actor.organization_id, emails, phones)
  return openKnown<Met>(contacts.map((stored) => ({ ...stored, stored, draft: null })))
}

/** A draft as a contact that has nothing else. */
function contactOf(draft: Draft): Contact {
  return { ...NOTHING, ...draft } as Contact
}

const NOTHING = {
  ...{ first_name: null, last_name: null, legal_name: null, tax_status: null, industry: null, company: null },
  ...{
    title: null,
    website: null,
    referral_source: null,
    preferred_contact_method: 'email',
    timezone: null,
    language: 'en',
  },
  ...{ birthday: null, risk_tolerance: null, strength_set: null, next_followup_date: null, owner_id: null },
  ...{ emails: [], phones: [], addresses: [], contact_type: [], tags: [], notes: null },
  ...{ custom_field_values: {}, importance_set: null },
}

/** Adds and fills what a batch says. Earlier batches are found among the contacts, where they are now. */
export async function writeBatch(
  tx: Tx,
  actor: Actor,
  stored: StoredImport<ImportSettings>,
  batch: Batch,
  places: Places,
): Promise<Tally<RowDuplicate>> {
  const { organization_id } = actor
  const { add, fill, tally } = await planBatch(tx, actor, stored, batch, openKnown())
  const rows = add.map((added) => rowOf(actor, stored, added, places))
  await insertContacts(tx, organization_id, rows)
  const created = rows.map(({ id, display_name = '' }) => ({
    subject_id: id,
    payload: { name: display_name },
  }))
  await publishMany(tx, organization_id, contactCreated, created)
  await fillContacts(tx, actor, stored.id, fill)
  return tally
}

/** Fills what contacts lack, one after the other: a later row sees what an earlier one filled in. */
async function fillContacts(tx: Tx, actor: Actor, import_id: string, fill: Planned['fill']): Promise<void> {
  const now = new Map<string, Contact>()
  for (const { contact, draft } of fill) {
    const current = now.get(contact.id) ?? contact
    const after = mergedFields(current, contactOf(draft), [])
    if (Object.keys(after).length === 0) continue
    const before = valuesOf(current, after)
    await saveContact(tx, actor.organization_id, contact.id, undefined, {
      ...after,
      updated_by: actor.user_id,
    })
    await insertFill(tx, actor.organization_id, import_id, {
      id: newId(),
      contact_id: contact.id,
      before,
      after,
    })
    await publish(tx, actor.organization_id, contactChanged, contact.id, changesOf(before, after))
    now.set(contact.id, { ...current, ...after } as Contact)
  }
}

const changesOf = (before: object, after: object) =>
  Object.fromEntries(
    Object.entries(after).map(([field, to]) => [field, { from: Reflect.get(before, field) ?? null, to }]),
  )

type Places = (address: Parameters<typeof placeOf>[0]) => Place | undefined

/** Looks each place up once: by its city alone it takes a millisecond. */
export function openPlaces(): Places {
  const known = new Map<string, Place | undefined>()
  return (address) => {
    const key = [address.zip_code, address.city, address.state, address.country].join('|').toLowerCase()
    if (!known.has(key)) known.set(key, placeOf(address))
    return known.get(key)
  }
}

/** A draft as a row of the table, with who works with it and who sees it. */
function rowOf(
  { user_id }: Actor,
  { id: import_id, settings }: StoredImport<ImportSettings>,
  { row, draft }: Added,
  places: Places,
): NewRow {
  const place = draft.addresses?.[0] && places(draft.addresses[0])
  return {
    ...{ emails: [], phones: [], addresses: [], contact_type: [], tags: [], ...draft },
    ...{
      id: idOfRow(import_id, row),
      import_id,
      owner_id: user_id,
      created_by: user_id,
      updated_by: user_id,
    },
    ...{ visibility: settings.visibility, team_id: settings.team_id },
    coordinates: place ? `(${place.longitude},${place.latitude})` : null,
    coordinates_precision: place?.precision ?? null,
  }
}

function shownOf({ field, reason }: Problem, headers: string[], mapping: Mapping) {
  const at = field === null ? undefined : mapping[field]
  return { column: at === undefined ? '' : (headers[at] ?? ''), reason }
}
