import { z } from 'zod'
import { addressKey } from '#domains/documents/rules/addresses.ts'
import { demonstrationMember, demonstrationUserId } from '#domains/identity/demonstration.ts'
import { closeTransaction } from '#domains/transactions/closings/closings.ts'
import { changeDates } from '#domains/transactions/dates/dates.ts'
import { attachDocument } from '#domains/transactions/documents/attachments.ts'
import { transactionPermissions } from '#domains/transactions/permissions.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { copyLibrary } from '#domains/transactions/requirement-rules/requirement-rules.ts'
import { listReview } from '#domains/transactions/requirements/queries.ts'
import { addRequirement, rejectDocument } from '#domains/transactions/requirements/requirements.ts'
import type { Stage, Transaction } from '#domains/transactions/schema.ts'
import { cancelTransaction } from '#domains/transactions/stages/stages.ts'
import { createTransaction } from '#domains/transactions/transactions.ts'
import type { Demonstration } from '#infra/domain.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { addDays, today } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { addAmounts, addPlans, addTerms, approveLater } from './commissions.ts'
import { DEAL_DATES, type DemonstrationDeal, ROI_DEALS, ROI_STATES } from './deals.ts'
import { listContactIdsByName, listDealAddresses, listDocumentAddresses, secondAgent } from './queries.ts'

/** Deals of the agency in every stage, with its contacts as parties. */
export const addDemonstrationDeals: Demonstration = async (tx, { roi }) => {
  const now = new Date()
  const user_id = await demonstrationUserId(tx, roi, 'agent')
  const permissions = new Set(transactionPermissions.map(({ name }) => name))
  const ana = { ...systemActor(roi), user_id, permissions }
  const names = ROI_DEALS.flatMap(({ parties, intermediary = [] }) => [
    ...parties.map(([name]) => name),
    ...[intermediary].flat(),
  ])
  const contacts = await listContactIdsByName(tx, roi, [...new Set(names)])
  const owner = { ...ana, user_id: await demonstrationUserId(tx, roi, 'owner') }
  const agents = { ana: user_id, ben: await secondAgent(tx, roi, user_id) }
  const day = today(now, ana)
  await addPlans(tx, owner, agents, now, day)
  const deals = []
  for (const deal of ROI_DEALS) deals.push(await addDeal(tx, ana, deal, { contacts, agents }, now))
  await addAmounts(tx, ana, deals)
  await addTerms(tx, owner, deals, agents, contacts.get('Luis Moreno'))
  const closed = deals.find(({ status }) => status === 'closed')
  if (closed) await approveLater(tx, roi, closed.id, now)
  await copyLibrary(tx, systemActor(roi), { states: ROI_STATES })
  const run_at = new Date(now.getTime() + READ_MS)
  await enqueue(tx, ATTACH, { roi }, { run_at, max_attempts: 5 })
}

const ATTACH = 'transactions.attach_demonstration'
/** By then the documents of the demonstration have been read as a rule; if not, the job is tried again. */
const READ_MS = 120_000
const MOST_ATTACHED = 8

export const demonstrationJob = task(ATTACH, z.object({ roi: z.uuid() }), attachDocuments)

/** The documents about a property are attached to its deal. */
async function attachDocuments(infra: Infra, { roi }: { roi: string }): Promise<void> {
  const actor = await demonstrationMember(infra, roi, 'agent')
  await withActor(infra.db, actor, async (tx) => {
    const documents = await listDocumentAddresses(tx, roi)
    if (documents.length === 0) throw new Error('No document of the demonstration has been read yet.')
    for (const deal of await listDealAddresses(tx, roi)) {
      const about = documents.filter(
        ({ property_address }) => keyOf(property_address) === keyOf(deal.address),
      )
      for (const { id } of about.slice(0, MOST_ATTACHED))
        await attachDocument(tx, actor, deal.id, { document_id: id })
    }
  })
  await rejectOne(infra, roi)
}

const REJECTED = 'Title commitment'

/** One of the documents that wait for review is rejected, so that its agent sees what that looks like. */
async function rejectOne(infra: Infra, roi: string): Promise<void> {
  const owner = await demonstrationMember(infra, roi, 'owner')
  await withActor(infra.db, owner, async (tx) => {
    const waiting = await listReview(tx, roi, { state: 'submitted' }, { after: undefined, limit: 50 })
    const item = waiting.find(({ name }) => name === REJECTED)
    if (!item?.document_id || !item.document_version) return
    await rejectDocument(tx, owner, item.transaction_id, item.id, {
      ...{ document_id: item.document_id, version_number: item.document_version },
      message: 'Schedule B is missing. Ask the title company for the complete commitment.',
    })
  })
}

const keyOf = (address: string | null) => addressKey(address ?? '', null)

type Known = { contacts: Map<string, string>; agents: { ana: string; ben: string } }

async function addDeal(
  tx: Tx,
  actor: Actor,
  deal: DemonstrationDeal,
  { contacts, agents }: Known,
  now: Date,
): Promise<Transaction> {
  const { property, type, side, stage, list_price, sale_price = null, rate, parties, agent = 'ana' } = deal
  const { facts = {}, intermediary } = deal
  const exchange_intermediary_contact_id = intermediary ? (contacts.get(intermediary) ?? null) : null
  const day = (days: number | undefined) => (days === undefined ? null : addDays(today(now, actor), days))
  const [contract_date, closing_date] = [day(deal.contract), day(deal.closing)]
  const first = stage === 'closed' ? 'clear_to_close' : stage === 'cancelled' ? 'offer' : stage
  const created = await createTransaction(
    tx,
    actor,
    {
      ...{
        transaction_type: type,
        side,
        stage: first,
        property,
        list_price,
        sale_price,
        commission_rate: rate,
      },
      ...{ listing_date: day(deal.listed), contract_date, closing_date, visibility: 'organization' },
      ...{ ...facts, exchange_intermediary_contact_id },
      ...(side !== 'selling' && { listing_agent_id: agents[agent] }),
      ...(side !== 'listing' && { selling_agent_id: agents[agent] }),
      parties: parties.flatMap(([name, role]) => {
        const contact_id = contacts.get(name)
        return contact_id ? [{ contact_id, role }] : []
      }),
    },
    now,
  )
  for (const [name, document_type] of deal.asks ?? [])
    await addRequirement(tx, actor, created.id, { ...ASKED, name, document_type })
  if (contract_date) await addDates(tx, actor, created, stage, now)
  if (stage === 'closed' && closing_date)
    await closeTransaction(tx, actor, created.id, { from: first, closed_on: closing_date }, now)
  if (stage === 'cancelled')
    await cancelTransaction(tx, actor, created.id, { reason: deal.cancel_reason ?? '' }, now)
  return getTransaction(tx, actor.organization_id, created.id)
}

const ASKED = { requirement: 'required', reason: 'Added for this deal' } as const

/** The dates of a contract; contingencies are done once the deal says that they are cleared. */
async function addDates(tx: Tx, actor: Actor, { id, version }: Transaction, stage: Stage, now: Date) {
  const dates = DEAL_DATES.map(([name, counted_from, days, direction, unit]) => ({
    ...{ id: newId(), name, counted_from, days, direction, unit },
    ...{
      roll: direction === 'before' ? ('previous' as const) : ('next' as const),
      first_day: 0 as const,
      fixed: null,
      contingency: null,
      done: name === 'Earnest money due' || (stage !== 'under_contract' && name.includes('contingency')),
    },
  }))
  await changeDates(tx, actor, id, version, { dates }, false, now)
}
