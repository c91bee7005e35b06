import { demonstrationUserId } from '#domains/identity/demonstration.ts'
import { changeDates } from '#domains/transactions/dates/dates.ts'
import { transactionPermissions } from '#domains/transactions/permissions.ts'
import type { Stage, Transaction } from '#domains/transactions/schema.ts'
import { cancelTransaction, moveTransaction } from '#domains/transactions/stages/stages.ts'
import { createTransaction } from '#domains/transactions/transactions.ts'
import type { Demonstration } from '#infra/domain.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { addDays, today } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { DEAL_DATES, type DemonstrationDeal, ROI_DEALS } from './deals.ts'
import { listContactIdsByName } from './queries.ts'

/** Deals of the agency in every stage, with its contacts as parties. */
export const addDemonstrationDeals: Demonstration = async (tx, { roi }) => {
  const now = new Date()
  const user_id = await demonstrationUserId(tx, roi, 'agent')
  const permissions = new Set(transactionPermissions.map(({ name }) => name))
  const ana = { ...systemActor(roi), user_id, permissions }
  const names = ROI_DEALS.flatMap(({ parties }) => parties.map(([name]) => name))
  const contacts = await listContactIdsByName(tx, roi, [...new Set(names)])
  for (const deal of ROI_DEALS) await addDeal(tx, ana, deal, contacts, now)
}

async function addDeal(
  tx: Tx,
  actor: Actor,
  deal: DemonstrationDeal,
  contacts: Map<string, string>,
  now: Date,
): Promise<void> {
  const { property, type, side, stage, list_price, sale_price = null, rate, parties } = deal
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
      parties: parties.flatMap(([name, role]) => {
        const contact_id = contacts.get(name)
        return contact_id ? [{ contact_id, role }] : []
      }),
    },
    now,
  )
  if (contract_date) await addDates(tx, actor, created, stage, now)
  if (stage === 'closed' && closing_date)
    await moveTransaction(tx, actor, created.id, { from: first, to: 'closed', closed_on: closing_date }, now)
  if (stage === 'cancelled')
    await cancelTransaction(tx, actor, created.id, { reason: deal.cancel_reason ?? '' }, now)
}

/** The dates of a contract; contingencies are done once the deal says that they are cleared. */
async function addDates(tx: Tx, actor: Actor, { id, version }: Transaction, stage: Stage, now: Date) {
  const dates = DEAL_DATES.map(([name, counted_from, days, direction, unit]) => ({
    ...{ id: newId(), name, counted_from, days, direction, unit },
    ...{
      roll: 'next' as const,
      first_day: 0 as const,
      fixed: null,
      done: name === 'Earnest money due' || (stage !== 'under_contract' && name.includes('contingency')),
    },
  }))
  await changeDates(tx, actor, id, version, { dates }, false, now)
}
