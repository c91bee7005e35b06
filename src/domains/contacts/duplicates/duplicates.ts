import { contactsDistinguished } from '#domains/contacts/events.ts'
import { mayEdit } from '#domains/contacts/policy.ts'
import { getContact } from '#domains/contacts/queries.ts'
import { likenessOf, PROPOSED } from '#domains/contacts/rules/duplicates.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { insertDistinction, listCandidates, listContactsById } from './queries.ts'
import type { Duplicate } from './schema.ts'

/** Contacts that are probably the same, the most likely first. */
export async function findDuplicates(
  tx: Tx,
  organization_id: string,
  most: number,
  contact_id?: string,
): Promise<Duplicate[]> {
  const pairs = await listCandidates(tx, organization_id, contact_id)
  const ids = new Set(pairs.flatMap(({ one_id, other_id }) => [one_id, other_id]))
  const contacts = new Map(
    (await listContactsById(tx, organization_id, [...ids])).map((one) => [one.id, one]),
  )
  const found = pairs.flatMap(({ one_id, other_id }) => {
    const [first, second] = contact_id === other_id ? [other_id, one_id] : [one_id, other_id]
    const [contact, other] = [contacts.get(first), contacts.get(second)]
    const likeness = contact && other && likenessOf(contact, other)
    return likeness && likeness.score >= PROPOSED ? [{ contact, other, ...likeness }] : []
  })
  return found.toSorted((a, b) => b.score - a.score).slice(0, most)
}

export async function distinguishContacts(
  tx: Tx,
  actor: Actor,
  contact_id: string,
  other_contact_id: string,
): Promise<void> {
  const { organization_id, user_id } = actor
  if (contact_id === other_contact_id)
    throw new AppError('invalid', 'A contact is the same as itself.', {
      issues: [{ field: 'other_contact_id', reason: 'is the same contact' }],
    })
  for (const id of [contact_id, other_contact_id])
    demand(mayEdit(actor, await getContact(tx, organization_id, id)), 'change this contact')
  const [one_id = '', other_id = ''] = [contact_id, other_contact_id].toSorted()
  await insertDistinction(tx, organization_id, { one_id, other_id }, user_id)
  await publish(tx, organization_id, contactsDistinguished, contact_id, { other_contact_id })
}
