import { trashImportedPeople } from '#domains/contacts/imports/people.ts'
import type { UndoStep } from '#domains/identity/imports/kind.ts'
import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { dealRemoved } from '#domains/transactions/events.ts'
import { publishMany } from '#infra/facts/events.ts'
import { deleteUntouched, deleteUnused, listUsedPeople } from './queries.ts'

const BATCH = 500
/** What counted toward a year is counted again from the first. */
const FIRST_DAY = '1900-01-01'

export const removeDeals: UndoStep = async (tx, { organization_id }, import_id) => {
  const removed = await deleteUntouched(tx, organization_id, import_id, BATCH)
  const facts = removed.map(({ id, name }) => ({ subject_id: id, payload: { name } }))
  await publishMany(tx, organization_id, dealRemoved, facts)
  if (removed.length > 0) await recomputeLater(tx, organization_id, FIRST_DAY)
  return { found: removed.length, removed: removed.length }
}

export const removeProperties: UndoStep = async (tx, { organization_id }, import_id) => ({
  found: await deleteUnused(tx, organization_id, import_id, BATCH),
  removed: 0,
})

/** The people whom the import added, but for those who are parties of a deal by now. */
export const trashPeople: UndoStep = async (tx, actor, import_id, now) => {
  const used = await listUsedPeople(tx, import_id)
  return { found: await trashImportedPeople(tx, actor, import_id, { used, now, limit: BATCH }), removed: 0 }
}
