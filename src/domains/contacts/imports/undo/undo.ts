import { contactChanged, contactUnrelated } from '#domains/contacts/events.ts'
import { trashImportedPeople } from '#domains/contacts/imports/people.ts'
import { relationshipFact } from '#domains/contacts/imports/spouses/spouses.ts'
import { lockContacts, saveContact } from '#domains/contacts/queries.ts'
import { restoredFields } from '#domains/contacts/rules/merging.ts'
import type { UndoStep } from '#domains/identity/imports/kind.ts'
import { publish, publishMany } from '#infra/facts/events.ts'
import { takeFills, takeRelationships } from './queries.ts'

const BATCH = 500

export const trashBatch: UndoStep = async (tx, actor, import_id, now) => {
  const removed = await trashImportedPeople(tx, actor, import_id, { used: [], now, limit: BATCH })
  return { found: removed, removed }
}

/** Removes the relationships that the import added, but for those that someone changed. */
export const unrelateBatch: UndoStep = async (tx, { organization_id }, import_id) => {
  const removed = await takeRelationships(tx, organization_id, import_id, BATCH)
  await publishMany(tx, organization_id, contactUnrelated, removed.map(relationshipFact))
  return { found: removed.length, removed: 0 }
}

/** Takes back what was filled in, where it is as the import left it. */
export const unfillBatch: UndoStep = async (tx, { organization_id, user_id }, import_id) => {
  const fills = await takeFills(tx, organization_id, import_id, BATCH)
  for (const { contact_id, before, after } of fills) {
    const [contact] = await lockContacts(tx, organization_id, [contact_id])
    if (!contact || contact.deleted_at) continue
    const restored = restoredFields(contact, before, after)
    if (Object.keys(restored).length === 0) continue
    await saveContact(tx, organization_id, contact_id, undefined, { ...restored, updated_by: user_id })
    const changes = Object.fromEntries(
      Object.entries(restored).map(([field, to]) => [
        field,
        { from: after[field as keyof typeof after] ?? null, to },
      ]),
    )
    await publish(tx, organization_id, contactChanged, contact_id, changes)
  }
  return { found: fills.length, removed: 0 }
}
