import { createContact, resolveContact } from '#domains/contacts/contacts.ts'
import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { partyAdded, partyChanged, partyRemoved } from '#domains/transactions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { kindOfName } from '#domains/transactions/rules/party-names.ts'
import type { NewParty, NewPerson, PartyChange, PartyRole } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { deleteParty, getParty, insertParty, saveParty } from './queries.ts'
import type { Party } from './schema.ts'

/** Whose side a party is on by their role. */
const SIDES: Partial<Record<PartyRole, Party['side']>> = {
  ...({ seller: 'listing', landlord: 'listing', listing_agent: 'listing' } as const),
  ...({ buyer: 'selling', tenant: 'selling', selling_agent: 'selling' } as const),
}

/** The agent of the other side stands in the commission by name. */
function isBroker(role: PartyRole): boolean {
  return role === 'listing_agent' || role === 'selling_agent'
}

/** Points to the contact that another was merged into; merging contacts later moves it. */
export async function addParty(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  party: NewParty,
): Promise<Party> {
  const { organization_id, user_id } = actor
  const deal = await getTransaction(tx, organization_id, transaction_id)
  demand(mayEdit(actor, deal), 'change this deal')
  const contact_id = await resolveContact(tx, actor, party.contact_id)
  const id = newId()
  const side = party.side === undefined ? (SIDES[party.role] ?? null) : party.side
  await insertParty(tx, organization_id, {
    ...party,
    id,
    transaction_id,
    contact_id,
    side,
    created_by: user_id,
  })
  const fact = { party_id: id, contact_id, role: party.role }
  await publish(tx, organization_id, partyAdded, transaction_id, fact)
  if (isBroker(party.role)) await recomputeLater(tx, organization_id, deal.closed_on)
  return getParty(tx, organization_id, transaction_id, id)
}

/** Someone who becomes a contact with the deal: of a private deal, a private one. */
export async function addNewParty(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  { display_name, role }: NewPerson,
): Promise<Party> {
  demand(may(actor, 'contacts.edit'), 'add contacts')
  const deal = await getTransaction(tx, actor.organization_id, transaction_id)
  const visibility = deal.visibility === 'private' ? 'private' : 'organization'
  const { id: contact_id } = await createContact(tx, actor, {
    kind: kindOfName(display_name),
    display_name,
    visibility,
  })
  return addParty(tx, actor, transaction_id, { contact_id, role })
}

export async function changeParty(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  change: PartyChange,
): Promise<Party> {
  const { organization_id } = actor
  const deal = await getTransaction(tx, organization_id, transaction_id)
  demand(mayEdit(actor, deal), 'change this deal')
  const before = await getParty(tx, organization_id, transaction_id, id)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const side = change.role && change.side === undefined ? { side: SIDES[change.role] ?? null } : {}
  await saveParty(tx, organization_id, id, { ...given, ...side })
  const after = await getParty(tx, organization_id, transaction_id, id)
  const { contact_id, role } = after
  const changes = changesOf(before, after, ['role', 'side', 'signing_order'])
  await publish(tx, organization_id, partyChanged, transaction_id, {
    party_id: id,
    contact_id,
    role,
    changes,
  })
  if (isBroker(before.role) || isBroker(role)) await recomputeLater(tx, organization_id, deal.closed_on)
  return after
}

export async function removeParty(tx: Tx, actor: Actor, transaction_id: string, id: string): Promise<void> {
  const { organization_id } = actor
  const deal = await getTransaction(tx, organization_id, transaction_id)
  demand(mayEdit(actor, deal), 'change this deal')
  const { contact_id, role } = await getParty(tx, organization_id, transaction_id, id)
  await deleteParty(tx, organization_id, id)
  await publish(tx, organization_id, partyRemoved, transaction_id, { party_id: id, contact_id, role })
  if (isBroker(role)) await recomputeLater(tx, organization_id, deal.closed_on)
}
