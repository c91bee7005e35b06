import { resolveContact } from '#domains/contacts/contacts.ts'
import { serviceRecorded, serviceRemoved } from '#domains/exchanges/events.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  deleteRelationship,
  getRelationship,
  hasException,
  insertRelationship,
  saveRelationship,
} from './queries.ts'
import {
  inOrder,
  type NewTaxpayerRelationship,
  type TaxpayerRelationship,
  type TaxpayerRelationshipChange,
} from './schema.ts'

const AUDITED = [...(['role', 'started_on', 'ended_on', 'only_1031_or_routine', 'note'] as const)]

export async function recordService(
  tx: Tx,
  actor: Actor,
  given_id: string,
  said: NewTaxpayerRelationship,
): Promise<TaxpayerRelationship> {
  const { organization_id, user_id: created_by } = actor
  const contact_id = await resolveContact(tx, actor, given_id)
  const provider_id = said.provider_id ? await resolveContact(tx, actor, said.provider_id) : null
  if (provider_id === contact_id)
    throw new AppError('invalid', 'Choose who served the taxpayer, someone else than the taxpayer.', {
      issues: [{ field: 'provider_id', reason: 'is the taxpayer' }],
    })
  const id = newId()
  await insertRelationship(tx, organization_id, { ...said, provider_id, id, contact_id, created_by })
  const recorded = await getRelationship(tx, organization_id, contact_id, id)
  await publish(tx, organization_id, serviceRecorded, contact_id, {
    taxpayer_relationship_id: id,
    changes: {},
  })
  return recorded
}

export async function changeService(
  tx: Tx,
  { organization_id }: Actor,
  contact_id: string,
  id: string,
  version: number,
  change: TaxpayerRelationshipChange,
): Promise<TaxpayerRelationship> {
  const before = await getRelationship(tx, organization_id, contact_id, id)
  if (!inOrder({ ...before, ...change }))
    throw new AppError('invalid', 'The last day is before the first day.', {
      issues: [{ field: 'ended_on', reason: 'is before the first day' }],
    })
  unchanged((await saveRelationship(tx, organization_id, id, version, change)) || undefined, 'record')
  const after = await getRelationship(tx, organization_id, contact_id, id)
  const changes = changesOf(before, after, AUDITED)
  if (Object.keys(changes).length > 0)
    await publish(tx, organization_id, serviceRecorded, contact_id, { taxpayer_relationship_id: id, changes })
  return after
}

/** A record that an officer's finding is about stays. */
export async function removeService(
  tx: Tx,
  { organization_id }: Actor,
  contact_id: string,
  id: string,
): Promise<void> {
  const { role, ended_on } = await getRelationship(tx, organization_id, contact_id, id)
  if (await hasException(tx, organization_id, id))
    throw new AppError('refused', 'An officer’s finding is about this record, so it stays.')
  await deleteRelationship(tx, organization_id, id)
  await publish(tx, organization_id, serviceRemoved, contact_id, {
    taxpayer_relationship_id: id,
    role,
    ended_on,
  })
}
