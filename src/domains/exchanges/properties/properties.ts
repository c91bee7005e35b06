import { resolveContact } from '#domains/contacts/contacts.ts'
import { deriveDeadlines } from '#domains/exchanges/deadlines/derive.ts'
import {
  propertyAdded,
  propertyChanged,
  propertyRemoved,
  relinquishedTransferred,
  replacementReceived,
} from '#domains/exchanges/events.ts'
import { isNamed } from '#domains/exchanges/identification/queries.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { lockExchange, saveTotals } from '#domains/exchanges/queries.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { addProperty } from '#domains/transactions/properties/properties.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  deleteExchangeProperty,
  getDeal,
  getExchangeProperty,
  insertExchangeProperty,
  type SoldDeal,
  saveExchangeProperty,
} from './queries.ts'
import type { ExchangeProperty, ExchangePropertyChange, ExchangeSide, NewExchangeProperty } from './schema.ts'

const AUDITED = [
  ...(['price', 'fair_market_value', 'debt', 'adjusted_basis', 'ownership_percent', 'acquired_on'] as const),
  ...(['assigned_on', 'parties_notified_on', 'transferred_on', 'to_be_produced', 'description'] as const),
  ...(['incidental_to', 'expected_receipt_value', 'substantially_same', 'direct_deeded'] as const),
  ...(['title_holder_id', 'counterparty_id'] as const),
]

/** A deal of this organization brings its property, its price, and the day on which it closed. */
export async function addExchangeProperty(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  said: NewExchangeProperty,
  now: Date,
): Promise<ExchangeProperty> {
  const { organization_id, user_id: created_by } = actor
  const exchange = await editable(tx, actor, exchange_id, now)
  const { property, property_id: known, transaction_id, side, ...given } = said
  const deal = transaction_id ? await getDeal(tx, organization_id, transaction_id) : null
  const property_id = deal?.property_id ?? known ?? (property && (await addProperty(tx, actor, property)).id)
  if (!property_id)
    throw new AppError('invalid', 'Enter the address of the property.', {
      issues: [{ field: 'address_line1', reason: 'is missing' }],
    })
  demandDay(given.transferred_on, exchange, now)
  await demandLarger(tx, organization_id, exchange_id, given.incidental_to, { side })
  const id = newId()
  const transferred_on = deal ? deal.closed_on : (given.transferred_on ?? null)
  const people = await peopleOf(tx, actor, said, deal)
  const row = { ...given, ...people, price: given.price ?? deal?.price ?? null, transferred_on }
  await insertExchangeProperty(tx, organization_id, {
    ...row,
    ...{ id, exchange_id, side, property_id, transaction_id: transaction_id ?? null, created_by },
  })
  const added = await getExchangeProperty(tx, organization_id, exchange_id, id)
  const about = { exchange_property_id: id, property_id, side }
  await publish(tx, organization_id, propertyAdded, exchange_id, about)
  await settle(tx, actor, exchange, null, added, now)
  return added
}

export async function changeExchangeProperty(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  version: number,
  change: ExchangePropertyChange,
  now: Date,
): Promise<ExchangeProperty> {
  const { organization_id } = actor
  const exchange = await editable(tx, actor, exchange_id, now)
  const before = await getExchangeProperty(tx, organization_id, exchange_id, id)
  demandDay(change.transferred_on, exchange, now)
  await demandLarger(tx, organization_id, exchange_id, change.incidental_to, before)
  if (
    before.transaction_id &&
    change.transferred_on !== undefined &&
    change.transferred_on !== before.transferred_on
  )
    throw new AppError('refused', 'The day comes from the closing of the deal. Correct it there.')
  const columns = { ...change, ...(await peopleOf(tx, actor, change, null)) }
  unchanged((await saveExchangeProperty(tx, organization_id, id, version, columns)) || undefined, 'property')
  const after = await getExchangeProperty(tx, organization_id, exchange_id, id)
  await recordChange(tx, actor, exchange, before, after, now)
  return after
}

/** Title and the other side, as they were said, otherwise as the deal has them. */
async function peopleOf(
  tx: Tx,
  actor: Actor,
  said: Pick<ExchangePropertyChange, 'title_holder_id' | 'counterparty_id'> & { side?: ExchangeSide },
  deal: SoldDeal | null,
) {
  const of = async (id: string | null | undefined) => (id ? resolveContact(tx, actor, id) : id)
  const [holder, other] =
    said.side === 'replacement' ? [deal?.buyer_id, deal?.seller_id] : [deal?.seller_id, deal?.buyer_id]
  const [title_holder_id, counterparty_id] = [
    (await of(said.title_holder_id)) ?? (said.title_holder_id === undefined ? holder : null),
    (await of(said.counterparty_id)) ?? (said.counterparty_id === undefined ? other : null),
  ]
  return {
    ...(title_holder_id !== undefined && { title_holder_id }),
    ...(counterparty_id !== undefined && { counterparty_id }),
  }
}

/** The fact of a change of a property, and what follows from it: totals, deadlines, day 0. */
export async function recordChange(
  tx: Tx,
  actor: Pick<Actor, 'organization_id' | 'user_id'>,
  exchange: Exchange,
  before: ExchangeProperty,
  after: ExchangeProperty,
  now: Date,
): Promise<void> {
  const changes = changesOf(before, after, AUDITED)
  if (Object.keys(changes).length === 0) return
  await publish(tx, actor.organization_id, propertyChanged, exchange.id, { ...aboutOf(after), changes })
  await settle(tx, actor, exchange, before, after, now)
}

/** A property that was transferred stays: its day is a fact of the exchange. */
export async function removeExchangeProperty(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<void> {
  const { organization_id } = actor
  await editable(tx, actor, exchange_id, now)
  const property = await getExchangeProperty(tx, organization_id, exchange_id, id)
  if (property.transferred_on)
    throw new AppError(
      'refused',
      'This property has been transferred. Correct the day first if that is wrong.',
    )
  if (await isNamed(tx, organization_id, id))
    throw new AppError(
      'refused',
      'A notice names this property. What was identified stays with the exchange.',
    )
  await deleteExchangeProperty(tx, organization_id, id)
  await saveTotals(tx, organization_id, exchange_id)
  await publish(tx, organization_id, propertyRemoved, exchange_id, aboutOf(property))
}

function aboutOf({ id, property_id, side }: ExchangeProperty) {
  return { exchange_property_id: id, property_id, side }
}

async function editable(tx: Tx, actor: Actor, id: string, now: Date): Promise<Exchange> {
  const exchange = await lockExchange(tx, actor.organization_id, id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  return exchange
}

/** A transfer is a fact, not a plan. */
function demandDay(day: string | null | undefined, { time_zone }: Exchange, now: Date): void {
  if (day && day > today(now, { timezone: time_zone }))
    throw new AppError(
      'invalid',
      'Enter the day on which the property was transferred, today at the latest.',
      {
        issues: [{ field: 'transferred_on', reason: 'is in the future' }],
      },
    )
}

/** The larger property is another one of the same side. */
async function demandLarger(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  incidental_to: string | null | undefined,
  { id, side }: { id?: string; side: ExchangeProperty['side'] },
): Promise<void> {
  if (!incidental_to) return
  const larger = await getExchangeProperty(tx, organization_id, exchange_id, incidental_to)
  if (larger.id === id || larger.side !== side || larger.incidental_to)
    throw new AppError('invalid', 'Choose a larger property on the same side of this exchange.', {
      issues: [{ field: 'incidental_to', reason: 'isn’t a larger property of this side' }],
    })
}

async function settle(
  tx: Tx,
  { organization_id, user_id: created_by }: Pick<Actor, 'organization_id' | 'user_id'>,
  exchange: Exchange,
  before: ExchangeProperty | null,
  after: ExchangeProperty,
  now: Date,
): Promise<void> {
  await saveTotals(tx, organization_id, exchange.id)
  const [was, is] = [before?.transferred_on ?? null, after.transferred_on]
  if (was === is) return
  if (is) {
    const type = after.side === 'relinquished' ? relinquishedTransferred : replacementReceived
    await publish(tx, organization_id, type, exchange.id, {
      ...aboutOf(after),
      ...{ transferred_on: is, price: after.price },
    })
  }
  if (after.side === 'replacement') return
  const cause = is === null ? 'transfer_undone' : was === null ? 'transfer' : 'transfer_corrected'
  await deriveDeadlines(tx, organization_id, exchange, cause, { now, created_by })
}
