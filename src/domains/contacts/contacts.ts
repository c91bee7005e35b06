import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { contactChanged, contactCreated, contactRestored, contactTrashed } from './events.ts'
import { readPhones } from './phones.ts'
import { placeOf } from './places.ts'
import { mayDelete, mayEdit, rightsOf } from './policy.ts'
import {
  type ContactColumns,
  findLiveContactId,
  getContact,
  insertContact,
  isInTeam,
  isMember,
  saveContact,
} from './queries.ts'
import { importanceOf } from './rules/importance.ts'
import { nameOf } from './rules/names.ts'
import type { Contact, ContactChange, ContactDetail, NewContact } from './schema.ts'

const AUDITED = [
  ...([
    'kind',
    'display_name',
    'first_name',
    'last_name',
    'legal_name',
    'tax_status',
    'emails',
    'phones',
  ] as const),
  ...([
    'addresses',
    'contact_type',
    'industry',
    'company',
    'title',
    'website',
    'referral_source',
    'birthday',
  ] as const),
  ...(['preferred_contact_method', 'communication_preferences', 'timezone', 'language', 'notes'] as const),
  ...(['risk_tolerance', 'strength_set', 'importance_set', 'next_followup_date', 'tags'] as const),
  ...(['custom_field_values', 'owner_id', 'team_id', 'visibility'] as const),
]

/** With what the person may do with it, so that the page offers exactly that. */
export function detailOf(actor: Actor, contact: Contact): ContactDetail {
  return { ...contact, may: rightsOf(actor, contact) }
}

export async function createContact(tx: Tx, actor: Actor, input: NewContact): Promise<Contact> {
  const { organization_id, user_id } = actor
  const columns = columnsOf(input)
  const display_name = input.display_name ?? nameOf({ ...input, ...columns })
  if (!display_name)
    throw new AppError('invalid', 'Enter a name, a company, an email address or a phone number.', {
      issues: [{ field: 'display_name', reason: 'is missing' }],
    })
  const owner_id = input.owner_id === undefined ? user_id : input.owner_id
  const kept = { owner_id, visibility: input.visibility ?? 'organization', team_id: input.team_id ?? null }
  await demandKeepers(tx, actor, kept)
  const id = newId()
  await insertContact(tx, organization_id, {
    ...{ ...columns, ...kept, id, display_name, created_by: user_id, updated_by: user_id },
    ...firstImportanceOf(input),
  })
  await publish(tx, organization_id, contactCreated, id, { name: display_name })
  return getContact(tx, organization_id, id)
}

/** Of a contact with whom nothing was done yet. */
function firstImportanceOf({ contact_type = [], next_followup_date }: NewContact) {
  const { importance, reasons } = importanceOf({
    ...{ contact_type, deeds: [], largest: null, followup: !!next_followup_date },
  })
  return { importance_computed: importance, importance_reasons: reasons }
}

export async function changeContact(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: ContactChange,
): Promise<Contact> {
  const { organization_id } = actor
  const before = await getContact(tx, organization_id, id)
  demand(mayEdit(actor, before), 'change this contact')
  const columns = columnsOf(change)
  const after = { ...before, ...columns }
  // A name that was made from the others follows them.
  const display_name =
    change.display_name ??
    (before.display_name === nameOf(before) ? nameOf(after) : undefined) ??
    before.display_name
  if ('owner_id' in change || 'visibility' in change || 'team_id' in change)
    await demandKeepers(tx, actor, {
      owner_id: change.owner_id === undefined ? before.owner_id : change.owner_id,
      team_id: change.team_id === undefined ? before.team_id : change.team_id,
      visibility: change.visibility ?? before.visibility,
    })
  const saved = { ...columns, display_name, updated_by: actor.user_id }
  unchanged((await saveContact(tx, organization_id, id, version, saved)) || undefined, 'contact')
  const now = await getContact(tx, organization_id, id)
  await publish(tx, organization_id, contactChanged, id, changesOf(before, now, AUDITED))
  return now
}

/** What is kept of what was said: numbers that can be dialed, and where the first address is. */
export function columnsOf({ phones, ...said }: ContactChange): ContactColumns {
  const read = phones && readPhones(phones)
  if (read && read.issues.length > 0)
    throw new AppError('invalid', 'A phone number can’t be dialed. Check it.', { issues: read.issues })
  const place = said.addresses?.[0] && placeOf(said.addresses[0])
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return {
    ...given,
    ...(read && { phones: read.phones }),
    ...(said.emails && { emails: eachOnce(said.emails) }),
    ...(said.addresses && {
      coordinates: place ? `(${place.longitude},${place.latitude})` : null,
      coordinates_precision: place?.precision ?? null,
    }),
    ...(said.tags && { tags: [...new Set(said.tags)] }),
    ...(said.contact_type && { contact_type: [...new Set(said.contact_type)] }),
  }
}

function eachOnce<E extends { email: string }>(emails: E[]): E[] {
  return [...new Map(emails.toReversed().map((one) => [one.email.toLowerCase(), one])).values()].toReversed()
}

type Keepers = { owner_id: string | null; team_id: string | null; visibility: Contact['visibility'] }

/** Who works with a contact, and who sees it; it stays in sight of the person who says so. */
export async function demandKeepers(
  tx: Tx,
  actor: Actor,
  { owner_id, team_id, visibility }: Keepers,
): Promise<void> {
  const { organization_id, user_id } = actor
  if (owner_id) found((await isMember(tx, organization_id, owner_id)) || undefined, 'member')
  if (visibility === 'team' && !team_id)
    throw new AppError('invalid', 'Choose the team that can see the contact.', {
      issues: [{ field: 'team_id', reason: 'is missing' }],
    })
  if (may(actor, 'contacts.see_all') || owner_id === user_id || visibility === 'organization') return
  const sees = visibility === 'team' && (await isInTeam(tx, organization_id, team_id ?? '', user_id ?? ''))
  if (!sees)
    throw new AppError(
      'refused',
      'You wouldn’t see this contact anymore. Let your team or the organization see it before you hand it over.',
    )
}

/** Stays in the trash until it is restored; what points to it stays. */
export async function trashContact(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const contact = await getContact(tx, actor.organization_id, id)
  demand(mayDelete(actor, contact), 'delete this contact')
  if (contact.deleted_at) return
  const deleted = { deleted_at: now, deleted_by: actor.user_id }
  await saveContact(tx, actor.organization_id, id, contact.version, deleted)
  await publish(tx, actor.organization_id, contactTrashed, id, { name: contact.display_name })
}

export async function restoreContact(tx: Tx, actor: Actor, id: string): Promise<Contact> {
  const contact = await getContact(tx, actor.organization_id, id)
  if (contact.merged_into)
    throw new AppError('refused', 'This contact was merged into another. Undo the merge instead.')
  demand(mayDelete(actor, contact), 'restore this contact')
  if (!contact.deleted_at) return contact
  await saveContact(tx, actor.organization_id, id, contact.version, { deleted_at: null, deleted_by: null })
  await publish(tx, actor.organization_id, contactRestored, id, { name: contact.display_name })
  return getContact(tx, actor.organization_id, id)
}

/**
 * The id under which something may point to a contact: of the one that it was merged into, if it was. The contact can't be
 * merged or deleted permanently before the transaction ends.
 */
export async function resolveContact(tx: Tx, { organization_id }: Actor, id: string): Promise<string> {
  return found(await findLiveContactId(tx, organization_id, id), 'contact')
}
