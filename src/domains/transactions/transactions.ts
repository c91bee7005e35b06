import { resolveContact } from '#domains/contacts/contacts.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { recomputeLater } from './commissions/recompute-later.ts'
import { attachDocument } from './documents/attachments.ts'
import {
  exchangeCooperationChanged,
  transactionArchived,
  transactionChanged,
  transactionCreated,
  transactionUnarchived,
} from './events.ts'
import { addNewParty, addParty } from './parties/parties.ts'
import { mayEdit, mayWorkOn, rightsOf } from './policy.ts'
import { addProperty } from './properties/properties.ts'
import { getProperty } from './properties/queries.ts'
import {
  getTransaction,
  insertTransaction,
  isNumberTaken,
  isOnTeam,
  saveTransaction,
  takePlace,
} from './queries.ts'
import { evaluateDeals } from './requirements/evaluation/evaluate.ts'
import { numberOf, periodOfPattern } from './rules/numbers.ts'
import type { NewTransaction, Stage, Transaction, TransactionChange, TransactionDetail } from './schema.ts'
import { getSettings } from './settings/queries.ts'

const AUDITED = [
  ...(['transaction_type', 'side', 'property_id', 'list_price', 'sale_price', 'earnest_money'] as const),
  ...(['commission_rate', 'listing_agent_id', 'selling_agent_id', 'team_id', 'visibility'] as const),
  ...(['custom_fields', 'notes', 'financing', 'occupancy', 'seller_is_foreign'] as const),
  ...(['exchange_cooperation', 'exchange_intermediary_contact_id'] as const),
]

/** With its property, and what the person may do with it, so that the page offers exactly that. */
export async function detailOf(tx: Tx, actor: Actor, deal: Transaction): Promise<TransactionDetail> {
  const property = await getProperty(tx, actor.organization_id, deal.property_id)
  return { ...deal, property, may: rightsOf(actor, deal) }
}

/** A sale that we list is prepared first; a purchase begins with an offer. */
const FIRST_STAGES: Record<NewTransaction['side'], Stage> = {
  listing: 'pre_listing',
  both: 'pre_listing',
  selling: 'offer',
}

export async function createTransaction(
  tx: Tx,
  actor: Actor,
  {
    property,
    property_id: known_id,
    parties,
    new_parties,
    document_id,
    stage: given,
    ...said
  }: NewTransaction,
  now: Date,
): Promise<Transaction> {
  const { organization_id, user_id } = actor
  const stage = given ?? FIRST_STAGES[said.side]
  demandTeam(said)
  demandContract(stage, said.contract_date)
  const property_id = known_id ?? (property && (await addProperty(tx, actor, property)).id)
  if (!property_id)
    throw new AppError('invalid', 'Enter the address of the property.', {
      issues: [{ field: 'address_line1', reason: 'is missing' }],
    })
  const { address } = await getProperty(tx, organization_id, property_id)
  const id = newId()
  const transaction_number = await nextNumber(tx, actor, now)
  const agents = agentsOf(said, user_id)
  await insertTransaction(tx, organization_id, {
    ...{ ...said, ...agents, id, transaction_number, stage, property_id, created_by: user_id },
    ...(await intermediaryOf(tx, actor, said)),
  })
  const created = await getTransaction(tx, organization_id, id)
  const agent_ids = [created.listing_agent_id, created.selling_agent_id].filter((agent) => agent !== null)
  await publish(tx, organization_id, transactionCreated, id, { name: address, agent_ids })
  for (const party of parties) await addParty(tx, actor, id, party)
  for (const person of new_parties ?? []) await addNewParty(tx, actor, id, person)
  await evaluateDeals(tx, organization_id, [id])
  if (created.exchange_cooperation) await publishCooperation(tx, organization_id, created)
  await recomputeLater(tx, organization_id, null)
  if (document_id) await attachDocument(tx, actor, id, { document_id })
  return getTransaction(tx, organization_id, id)
}

/** By the organization's pattern. What has the number already, from another pattern, is passed over. */
export async function nextNumber(tx: Tx, actor: Actor, now: Date): Promise<string> {
  const { organization_id } = actor
  const { number_pattern } = await getSettings(tx, organization_id)
  const day = today(now, actor)
  for (;;) {
    const place = await takePlace(tx, organization_id, periodOfPattern(number_pattern, day))
    const number = numberOf(number_pattern, day, place)
    if (!(await isNumberTaken(tx, number))) return number
  }
}

type Agents = Pick<NewTransaction, 'side' | 'listing_agent_id' | 'selling_agent_id'>

/** Who creates a deal and names no agent is its agent, on each side that we represent. */
function agentsOf({ side, listing_agent_id, selling_agent_id }: Agents, user_id: string | null) {
  if (listing_agent_id !== undefined || selling_agent_id !== undefined) return {}
  return {
    ...(side !== 'selling' && { listing_agent_id: user_id }),
    ...(side !== 'listing' && { selling_agent_id: user_id }),
  }
}

export async function changeTransaction(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: TransactionChange,
): Promise<Transaction> {
  const { organization_id } = actor
  const before = await getTransaction(tx, organization_id, id)
  demand(mayEdit(actor, before), 'change this deal')
  demandTeam({ ...before, ...change })
  await demandSight(tx, actor, { ...before, ...change })
  demandUnclosed(actor, before, change)
  if (change.property_id) await getProperty(tx, organization_id, change.property_id)
  const columns = { ...change, ...(await intermediaryOf(tx, actor, change)) }
  unchanged((await saveTransaction(tx, organization_id, id, version, columns)) || undefined, 'deal')
  const after = await getTransaction(tx, organization_id, id)
  const changes = changesOf(before, after, AUDITED)
  if (Object.keys(changes).length > 0) await publish(tx, organization_id, transactionChanged, id, changes)
  if (
    before.exchange_cooperation !== after.exchange_cooperation ||
    before.exchange_intermediary_contact_id !== after.exchange_intermediary_contact_id
  )
    await publishCooperation(tx, organization_id, after)
  if (isOpen(after) && DECIDING.some((name) => before[name] !== after[name]))
    await evaluateDeals(tx, organization_id, [id])
  await recomputeLater(tx, organization_id, after.closed_on)
  return after
}

/** What rules for required documents ask about. */
const DECIDING = [
  ...(['transaction_type', 'side', 'property_id', 'sale_price', 'financing', 'occupancy'] as const),
  ...(['seller_is_foreign', 'exchange_cooperation'] as const),
]

const COMMISSIONED = [
  'commission_rate',
  'transaction_type',
  'side',
  'listing_agent_id',
  'selling_agent_id',
] as const

/** The price of a closing is amended, with a reason; by what else its commission was computed, only managers change. */
function demandUnclosed(actor: Actor, before: Transaction, change: TransactionChange): void {
  const { closed_on, sale_price } = before
  if (!closed_on) return
  if (change.sale_price !== undefined && Number(change.sale_price) !== Number(sale_price))
    throw new AppError('refused', 'This deal is closed: amend the closing to correct its price.')
  const moved = COMMISSIONED.some((name) => change[name] !== undefined && change[name] !== before[name])
  demand(
    !moved || may(actor, 'transactions.manage_commissions'),
    'change what the commission of a closed deal was computed by',
  )
}

const isOpen = ({ status }: Transaction) => status === 'active' || status === 'pending'

type Cooperation = Pick<TransactionChange, 'exchange_cooperation' | 'exchange_intermediary_contact_id'>

/** The contact that holds the exchange, as it is now; without an exchange there is none. */
async function intermediaryOf(
  tx: Tx,
  actor: Actor,
  { exchange_cooperation, exchange_intermediary_contact_id: given }: Cooperation,
): Promise<Cooperation> {
  if (exchange_cooperation === false) return { exchange_intermediary_contact_id: null }
  if (!given) return {}
  return { exchange_intermediary_contact_id: await resolveContact(tx, actor, given) }
}

async function publishCooperation(
  tx: Tx,
  organization_id: string,
  { id, exchange_cooperation, exchange_intermediary_contact_id: contact_id }: Transaction,
): Promise<void> {
  await publish(tx, organization_id, exchangeCooperationChanged, id, { exchange_cooperation, contact_id })
}

export function demandTeam({
  visibility,
  team_id,
}: {
  visibility?: string | undefined
  team_id?: string | null | undefined
}) {
  if (visibility === 'team' && !team_id)
    throw new AppError('invalid', 'Choose the team that can see the deal.', {
      issues: [{ field: 'team_id', reason: 'is missing' }],
    })
}

type Sighted = {
  [Name in 'created_by' | 'listing_agent_id' | 'selling_agent_id']?: string | null | undefined
} & { visibility?: string | undefined; team_id?: string | null | undefined }

/** Who narrows who sees a deal still has to see it: the policies of the table refuse the rest. */
async function demandSight(tx: Tx, actor: Actor, { visibility, team_id, ...people }: Sighted): Promise<void> {
  const own = [people.created_by, people.listing_agent_id, people.selling_agent_id].includes(actor.user_id)
  if (visibility === 'organization' || own || may(actor, 'transactions.see_all')) return
  if (visibility !== 'team' || !team_id || !(await isOnTeam(tx, team_id)))
    throw new AppError(
      'refused',
      'You wouldn’t see this deal anymore. Let your team or the organization see it before you hand it over.',
    )
}

/** From the contract on, dates are counted from the day of the contract. */
export function demandContract(stage: Stage, contract_date: string | null | undefined): void {
  const before = ['pre_listing', 'listed', 'offer', 'cancelled'].includes(stage)
  if (!before && !contract_date)
    throw new AppError('invalid', 'Enter the day of the contract.', {
      issues: [{ field: 'contract_date', reason: 'is missing' }],
    })
}

/** An archived deal is out of the lists, and stays as it is. */
export async function archiveTransaction(tx: Tx, actor: Actor, id: string, now: Date): Promise<Transaction> {
  const { organization_id } = actor
  const deal = await getTransaction(tx, organization_id, id)
  demand(mayWorkOn(actor, deal), 'archive this deal')
  if (deal.archived_at) return deal
  if (!rightsOf(actor, deal).archive)
    throw new AppError('refused', 'This deal is under contract. Close or cancel it before you archive it.')
  await saveTransaction(tx, organization_id, id, deal.version, { archived_at: now })
  await publish(tx, organization_id, transactionArchived, id, { name: deal.address })
  return getTransaction(tx, organization_id, id)
}

export async function unarchiveTransaction(tx: Tx, actor: Actor, id: string): Promise<Transaction> {
  const { organization_id } = actor
  const deal = await getTransaction(tx, organization_id, id)
  demand(mayWorkOn(actor, deal), 'take this deal out of the archive')
  if (!deal.archived_at) return deal
  await saveTransaction(tx, organization_id, id, deal.version, { archived_at: null })
  await publish(tx, organization_id, transactionUnarchived, id, { name: deal.address })
  if (isOpen(deal)) await evaluateDeals(tx, organization_id, [id])
  return getTransaction(tx, organization_id, id)
}
