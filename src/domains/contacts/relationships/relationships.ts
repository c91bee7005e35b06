import { resolveContact } from '#domains/contacts/contacts.ts'
import { contactRelated, contactUnrelated, relationshipChanged } from '#domains/contacts/events.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { getContact, holdContacts } from '#domains/contacts/queries.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  deleteRelationship,
  getGraph,
  getRelationship,
  insertRelationship,
  saveRelationship,
} from './queries.ts'
import type { ContactGraph, NewRelationship, Relationship, RelationshipChange } from './schema.ts'

const AUDITED = ['ownership_percent', 'description', 'source', 'starts_on', 'ends_on'] as const

async function demandEditable(tx: Tx, actor: Actor, contact_id: string): Promise<void> {
  demand(mayEdit(actor, await getContact(tx, actor.organization_id, contact_id)), 'change this contact')
}

export async function relateContact(
  tx: Tx,
  actor: Actor,
  contact_id: string,
  { other_contact_id, direction, ...said }: NewRelationship,
): Promise<Relationship> {
  const { organization_id, user_id } = actor
  await holdContacts(tx, organization_id, [contact_id, other_contact_id], { saving: false })
  await demandEditable(tx, actor, contact_id)
  const other = await resolveContact(tx, actor, other_contact_id)
  if (other === contact_id)
    throw new AppError('invalid', 'A contact can’t be related to itself.', {
      issues: [{ field: 'other_contact_id', reason: 'is the same contact' }],
    })
  const [from_contact_id, to_contact_id] = direction === 'from' ? [contact_id, other] : [other, contact_id]
  const id = newId()
  await insertRelationship(tx, organization_id, {
    ...{ ...said, id, from_contact_id, to_contact_id, created_by: user_id },
  })
  const relationship = await getRelationship(tx, organization_id, contact_id, id)
  await publish(tx, organization_id, contactRelated, contact_id, factOf(relationship))
  return relationship
}

export async function changeRelationship(
  tx: Tx,
  actor: Actor,
  contact_id: string,
  id: string,
  version: number,
  change: RelationshipChange,
): Promise<Relationship> {
  const { organization_id } = actor
  await demandEditable(tx, actor, contact_id)
  const before = await getRelationship(tx, organization_id, contact_id, id)
  unchanged((await saveRelationship(tx, organization_id, id, version, change)) || undefined, 'relationship')
  const after = await getRelationship(tx, organization_id, contact_id, id)
  const changes = changesOf(before, after, AUDITED)
  await publish(tx, organization_id, relationshipChanged, contact_id, { relationship_id: id, changes })
  return after
}

export async function unrelateContact(tx: Tx, actor: Actor, contact_id: string, id: string): Promise<void> {
  const { organization_id } = actor
  await demandEditable(tx, actor, contact_id)
  const relationship = await getRelationship(tx, organization_id, contact_id, id)
  await deleteRelationship(tx, organization_id, id)
  await publish(tx, organization_id, contactUnrelated, contact_id, factOf(relationship))
}

/** How a contact is related today, up to three steps away. */
export async function readGraph(tx: Tx, actor: Actor, contact_id: string, now: Date): Promise<ContactGraph> {
  await getContact(tx, actor.organization_id, contact_id)
  return getGraph(tx, actor.organization_id, contact_id, today(now, actor))
}

const factOf = ({ id, relation, other_contact_id, ownership_percent }: Relationship) => ({
  relationship_id: id,
  relation,
  other_contact_id,
  ownership_percent,
})
