import { interactionLogged, interactionRemoved } from '#domains/contacts/events.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { getContact, holdContacts, saveContact } from '#domains/contacts/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { deleteInteraction, getInteraction, insertInteraction, saveLastInteraction } from './queries.ts'
import type { Interaction, NewInteraction } from './schema.ts'

const AHEAD_MS = 60_000

export async function logInteraction(
  tx: Tx,
  actor: Actor,
  contact_id: string,
  { next_followup_date, happened_at, ...said }: NewInteraction,
  now: Date,
): Promise<Interaction> {
  const { organization_id } = actor
  await holdContacts(tx, organization_id, [contact_id], { saving: true })
  const contact = await getContact(tx, organization_id, contact_id)
  demand(mayEdit(actor, contact), 'change this contact')
  const at = happened_at ? new Date(happened_at) : now
  if (at.getTime() > now.getTime() + AHEAD_MS)
    throw new AppError('invalid', 'An interaction can’t be logged before it happened.', {
      issues: [{ field: 'happened_at', reason: 'is in the future' }],
    })
  const id = newId()
  await insertInteraction(tx, organization_id, {
    ...{ ...said, id, contact_id, happened_at: at, created_by: actor.user_id ?? '' },
  })
  await saveLastInteraction(tx, organization_id, contact_id)
  if (next_followup_date !== undefined)
    await saveContact(tx, organization_id, contact_id, undefined, { next_followup_date })
  await publish(tx, organization_id, interactionLogged, contact_id, { interaction_id: id, kind: said.kind })
  return getInteraction(tx, organization_id, contact_id, id)
}

/** Their own, or anyone’s by those who see all contacts. */
export async function removeInteraction(tx: Tx, actor: Actor, contact_id: string, id: string): Promise<void> {
  const { organization_id } = actor
  const { kind, created_by } = await getInteraction(tx, organization_id, contact_id, id)
  demand(created_by === actor.user_id || may(actor, 'contacts.see_all'), 'remove what someone else logged')
  await deleteInteraction(tx, organization_id, id)
  await saveLastInteraction(tx, organization_id, contact_id)
  await publish(tx, organization_id, interactionRemoved, contact_id, { interaction_id: id, kind })
}
