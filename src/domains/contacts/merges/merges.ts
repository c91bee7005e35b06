import { contactMerged, mergeUndone } from '#domains/contacts/events.ts'
import { saveLastInteraction } from '#domains/contacts/interactions/queries.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { getContact, lockContacts, saveContact } from '#domains/contacts/queries.ts'
import { mergedFields, restoredFields, valuesOf } from '#domains/contacts/rules/merging.ts'
import type { Contact } from '#domains/contacts/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  findLaterMerge,
  insertMerge,
  lockMerge,
  movePointers,
  restorePointers,
  saveUndone,
} from './queries.ts'
import type { Merge } from './schema.ts'

/**
 * Merges a duplicate (the loser) into another contact (the winner): fields, and everything that points to the loser, from
 * whichever domain. All that it changes is kept for undoing it.
 */
export async function mergeContacts(
  tx: Tx,
  actor: Actor,
  loser_id: string,
  { into_contact_id: winner_id, take }: Merge,
  now: Date,
): Promise<{ merge_id: string; contact: Contact }> {
  const { organization_id, user_id } = actor
  if (winner_id === loser_id)
    throw new AppError('invalid', 'A contact can’t be merged into itself.', {
      issues: [{ field: 'into_contact_id', reason: 'is the same contact' }],
    })
  const { winner, loser } = await lockBoth(tx, actor, winner_id, loser_id)
  const after = mergedFields(winner, loser, take)
  const before = valuesOf(winner, after)
  const pointers = await movePointers(tx, loser_id, winner_id)
  await saveContact(tx, organization_id, winner_id, winner.version, { ...after, updated_by: user_id })
  await saveContact(tx, organization_id, loser_id, loser.version, {
    ...{ merged_into: winner_id, deleted_at: now, deleted_by: user_id },
  })
  await saveLastInteraction(tx, organization_id, winner_id)
  const merge_id = newId()
  await insertMerge(tx, organization_id, {
    ...{ id: merge_id, loser_id, winner_id, before, after, pointers, merged_by: user_id },
  })
  await publish(tx, organization_id, contactMerged, winner_id, {
    ...{ name: loser.display_name, merge_id, loser_id },
  })
  return { merge_id, contact: await getContact(tx, organization_id, winner_id) }
}

async function lockBoth(tx: Tx, actor: Actor, winner_id: string, loser_id: string) {
  const locked = await lockContacts(tx, actor.organization_id, [winner_id, loser_id])
  const winner = found(
    locked.find(({ id }) => id === winner_id),
    'contact',
  )
  const loser = found(
    locked.find(({ id }) => id === loser_id),
    'contact',
  )
  if (winner.merged_into || loser.merged_into)
    throw new AppError('conflict', 'One of these contacts was merged already. Load the page again.')
  demand(mayEdit(actor, winner) && mayEdit(actor, loser), 'merge these contacts')
  return { winner, loser }
}

/**
 * Undoes a merge. What was pointed elsewhere, removed or edited since stays so; everything else is as before. Merges that
 * came later have to be undone first.
 */
export async function undoMerge(tx: Tx, actor: Actor, id: string, now: Date) {
  const { organization_id, user_id } = actor
  const merge = await lockMerge(tx, organization_id, id)
  if (merge.undone_at) throw new AppError('conflict', 'This merge has been undone already.')
  const locked = await lockContacts(tx, organization_id, [merge.winner_id, merge.loser_id])
  if (locked.length < 2) throw new AppError('missing', 'Merge not found.')
  if (await findLaterMerge(tx, organization_id, merge))
    throw new AppError('refused', 'One of these contacts was merged again later. Undo that merge first.')
  const winner = found(
    locked.find((one) => one.id === merge.winner_id),
    'contact',
  )
  const restored = restoredFields(winner, merge.before, merge.after)
  await saveContact(tx, organization_id, merge.winner_id, undefined, { ...restored, updated_by: user_id })
  await saveContact(tx, organization_id, merge.loser_id, undefined, {
    ...{ merged_into: null, deleted_at: null, deleted_by: null },
  })
  const moved_back = await restorePointers(tx, merge.pointers, merge.loser_id, merge.winner_id)
  await saveUndone(tx, organization_id, id, { undone_at: now, undone_by: user_id })
  for (const contact_id of [merge.winner_id, merge.loser_id])
    await saveLastInteraction(tx, organization_id, contact_id)
  const loser = await getContact(tx, organization_id, merge.loser_id)
  await publish(tx, organization_id, mergeUndone, merge.winner_id, {
    ...{ name: loser.display_name, merge_id: id, loser_id: loser.id },
  })
  return { winner: await getContact(tx, organization_id, merge.winner_id), loser, moved_back }
}
