import { createContact, resolveContact } from '#domains/contacts/contacts.ts'
import { participantAdded, participantChanged, participantLeft } from '#domains/exchanges/events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { getMember, getParticipant, insertParticipant, saveParticipant } from './queries.ts'
import type { NewParticipant, Participant, ParticipantChange } from './schema.ts'

const AUDITED = [
  ...(['sub_roles', 'is_primary', 'authority_level', 'document_access_level', 'user_id'] as const),
]

export async function addParticipant(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  said: NewParticipant,
  now: Date,
): Promise<Participant> {
  const { organization_id, user_id: created_by } = actor
  await demandEdit(tx, actor, exchange_id, now)
  const participant_id = await contactOf(tx, actor, said)
  const id = newId()
  await insertParticipant(tx, organization_id, { ...said, participant_id, id, exchange_id, created_by })
  const added = await getParticipant(tx, organization_id, exchange_id, id)
  await publish(tx, organization_id, participantAdded, exchange_id, aboutOf(added))
  return added
}

async function contactOf(tx: Tx, actor: Actor, { participant_id, user_id }: NewParticipant): Promise<string> {
  if (participant_id) return resolveContact(tx, actor, participant_id)
  if (!user_id)
    throw new AppError('invalid', 'Choose who takes part.', {
      issues: [{ field: 'participant_id', reason: 'is missing' }],
    })
  const { contact_id, display_name, email } = await getMember(tx, actor.organization_id, user_id)
  if (contact_id) return contact_id
  return (
    await createContact(tx, actor, { kind: 'person', display_name, emails: [{ label: 'work', email }] })
  ).id
}

export async function changeParticipant(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  version: number,
  change: ParticipantChange,
  now: Date,
): Promise<Participant> {
  const { organization_id } = actor
  await demandEdit(tx, actor, exchange_id, now)
  const before = await getParticipant(tx, organization_id, exchange_id, id)
  if (!before.is_active) throw new AppError('refused', 'This participant has left. Add them again.')
  unchanged((await saveParticipant(tx, organization_id, id, version, change)) || undefined, 'participant')
  const after = await getParticipant(tx, organization_id, exchange_id, id)
  const changes = changesOf(before, after, AUDITED)
  if (Object.keys(changes).length > 0)
    await publish(tx, organization_id, participantChanged, exchange_id, { ...aboutOf(after), changes })
  return after
}

/** Who leaves stays in the history of the exchange, and sees no more of it. */
export async function removeParticipant(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<void> {
  const { organization_id } = actor
  await demandEdit(tx, actor, exchange_id, now)
  const participant = await getParticipant(tx, organization_id, exchange_id, id)
  if (!participant.is_active) return
  await saveParticipant(tx, organization_id, id, undefined, { left_at: now })
  await publish(tx, organization_id, participantLeft, exchange_id, aboutOf(participant))
}

async function demandEdit(tx: Tx, actor: Actor, exchange_id: string, now: Date): Promise<void> {
  const exchange = await getExchange(tx, actor.organization_id, exchange_id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
}

function aboutOf({ id, participant_id, role }: Participant) {
  return { exchange_participant_id: id, contact_id: participant_id, role }
}
