import { demandKeepers, restoreContact, trashContact } from '#domains/contacts/contacts.ts'
import { contactChanged } from '#domains/contacts/events.ts'
import { mayDelete, mayEdit } from '#domains/contacts/policy.ts'
import { lockContacts, saveContact } from '#domains/contacts/queries.ts'
import { type Contact, type ContactChange, ContactType } from '#domains/contacts/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError } from '#lib/errors.ts'
import type { ContactBulk, ContactBulkResult } from './schema.ts'

/**
 * One change to many contacts. Each is checked separately: those that the person may not change are listed with the
 * reason, the rest are changed, all in one commit.
 */
export async function changeManyContacts(
  tx: Tx,
  actor: Actor,
  change: ContactBulk,
  now: Date,
): Promise<ContactBulkResult> {
  const ids = [...new Set(change.ids)]
  const locked = await lockContacts(tx, actor.organization_id, ids)
  const contacts = new Map(locked.map((contact) => [contact.id, contact]))
  const done: string[] = []
  const refused: ContactBulkResult['refused'] = []
  for (const id of ids) {
    const contact = contacts.get(id)
    const reason = contact ? await refusalOf(tx, actor, contact, change) : 'Contact not found.'
    if (!contact || reason) refused.push({ id, reason: reason ?? 'Contact not found.' })
    else {
      await apply(tx, actor, contact, change, now)
      done.push(id)
    }
  }
  return { done, refused }
}

const MOST_TAGS = 50

/** Why this contact can't be changed so; undefined: it can. */
async function refusalOf(
  tx: Tx,
  actor: Actor,
  contact: Contact,
  change: ContactBulk,
): Promise<string | undefined> {
  const { action } = change
  const may = action === 'trash' || action === 'restore' ? mayDelete : mayEdit
  if (contact.merged_into) return 'This contact was merged into another.'
  if (!may(actor, contact)) return 'You don’t have permission to change this contact.'
  if (action === 'tag' && new Set([...contact.tags, ...change.tags]).size > MOST_TAGS)
    return `A contact has at most ${MOST_TAGS} tags.`
  if (action !== 'assign' && action !== 'share') return undefined
  try {
    await demandKeepers(
      tx,
      actor,
      action === 'assign' ? { ...contact, owner_id: change.owner_id } : { ...contact, ...keptOf(change) },
    )
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

const keptOf = ({ visibility, team_id }: ContactBulk & { action: 'share' }) => ({ visibility, team_id })

async function apply(tx: Tx, actor: Actor, contact: Contact, change: ContactBulk, now: Date): Promise<void> {
  if (change.action === 'trash') return trashContact(tx, actor, contact.id, now)
  if (change.action === 'restore') {
    await restoreContact(tx, actor, contact.id)
    return
  }
  const fields = fieldsOf(contact, change)
  const names = Object.keys(fields) as (keyof typeof fields & keyof Contact)[]
  const changes = changesOf<Partial<Contact>>(contact, { ...contact, ...fields } as Contact, names)
  if (Object.keys(changes).length === 0) return
  const { organization_id, user_id } = actor
  await saveContact(tx, organization_id, contact.id, contact.version, { ...fields, updated_by: user_id })
  await publish(tx, organization_id, contactChanged, contact.id, changes)
}

function fieldsOf(contact: Contact, change: ContactBulk): ContactChange {
  const types = ContactType.array().parse(contact.contact_type)
  switch (change.action) {
    case 'tag':
      return { tags: [...new Set([...contact.tags, ...change.tags])] }
    case 'untag':
      return { tags: contact.tags.filter((tag) => !change.tags.includes(tag)) }
    case 'add_type':
      return { contact_type: [...new Set([...types, change.contact_type])] }
    case 'remove_type':
      return { contact_type: types.filter((type) => type !== change.contact_type) }
    case 'assign':
      return { owner_id: change.owner_id }
    case 'share':
      return keptOf(change)
    default:
      return {}
  }
}
