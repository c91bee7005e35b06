import { resolveContact } from '#domains/contacts/contacts.ts'
import { numberOf, periodOfPattern } from '#domains/transactions/rules/numbers.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { type CivilDate, today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { conflictObstacles, readConflicts } from './conflicts/conflicts.ts'
import { deriveDeadlines } from './deadlines/derive.ts'
import { exchangeActivated, exchangeCancelled, exchangeChanged, exchangeCreated } from './events.ts'
import { holdsMoney } from './ledger/queries.ts'
import { hasEnded, mayEdit, rightsOf } from './policy.ts'
import { addExchangeProperty } from './properties/properties.ts'
import { findByDeal, listProperties } from './properties/queries.ts'
import {
  getExchange,
  insertExchange,
  isNumberTaken,
  lockExchange,
  nameOf,
  saveExchange,
  takePlace,
} from './queries.ts'
import { obstaclesTo } from './rules/opening.ts'
import type { Exchange, ExchangeChange, ExchangeDetail, NewExchange, Obstacle } from './schema.ts'
import { getSettings } from './settings/queries.ts'

const AUDITED = [
  ...(['name', 'exchange_type', 'priority', 'client_id', 'coordinator_id', 'primary_attorney_id'] as const),
  ...(['intermediary_id', 'time_zone', 'agreement_signed_on', 'financing_amount'] as const),
  ...(['estimated_fees', 'actual_fees', 'tags', 'custom_fields', 'notes'] as const),
]

/** With what the person may do with it, and what is not in order. */
export async function detailOf(tx: Tx, actor: Actor, exchange: Exchange, now: Date): Promise<ExchangeDetail> {
  const obstacles = hasEnded(exchange) ? [] : await obstaclesOf(tx, actor, exchange, now)
  return { ...exchange, may: rightsOf(actor, exchange), obstacles }
}

async function obstaclesOf(tx: Tx, actor: Actor, exchange: Exchange, now: Date): Promise<Obstacle[]> {
  const properties = await listProperties(tx, actor.organization_id, exchange.id)
  const opening = obstaclesTo({
    ...exchange,
    relinquished: properties.filter(({ side }) => side === 'relinquished'),
  })
  return [...opening, ...conflictObstacles(await readConflicts(tx, actor, exchange, now))]
}

/** From a deal, its property is the relinquished one; a deal is in one exchange. */
export async function createExchange(
  tx: Tx,
  actor: Actor,
  { transaction_id, ...said }: NewExchange,
  now: Date,
): Promise<Exchange> {
  const { organization_id, user_id } = actor
  if (transaction_id && (await findByDeal(tx, organization_id, transaction_id)))
    throw new AppError('conflict', 'This deal is in an exchange already.')
  const client_id = await resolveContact(tx, actor, said.client_id)
  const id = newId()
  const name = said.name ?? (await nameOf(tx, organization_id, client_id))
  await insertExchange(tx, organization_id, {
    ...{ ...said, id, name, client_id, created_by: user_id },
    ...(await intermediaryOf(tx, actor, said)),
    coordinator_id: said.coordinator_id === undefined ? user_id : said.coordinator_id,
    time_zone: said.time_zone ?? actor.timezone,
    exchange_number: await nextNumber(tx, organization_id, today(now, actor)),
  })
  const fact = { name, client_id, transaction_id: transaction_id ?? null }
  await publish(tx, organization_id, exchangeCreated, id, fact)
  if (transaction_id) await addExchangeProperty(tx, actor, id, { side: 'relinquished', transaction_id }, now)
  return getExchange(tx, organization_id, id, now)
}

/** The next number of the organization's pattern; one that an earlier pattern gave is passed over. */
async function nextNumber(tx: Tx, organization_id: string, day: CivilDate): Promise<string> {
  const { number_pattern } = await getSettings(tx, organization_id)
  for (;;) {
    const place = await takePlace(tx, organization_id, periodOfPattern(number_pattern, day))
    const number = numberOf(number_pattern, day, place)
    if (!(await isNumberTaken(tx, organization_id, number))) return number
  }
}

async function intermediaryOf(
  tx: Tx,
  actor: Actor,
  { intermediary_id }: Pick<ExchangeChange, 'intermediary_id'>,
): Promise<Pick<ExchangeChange, 'intermediary_id'>> {
  return intermediary_id ? { intermediary_id: await resolveContact(tx, actor, intermediary_id) } : {}
}

/** Another time zone has other midnights: the status follows. */
export async function changeExchange(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: ExchangeChange,
  now: Date,
): Promise<Exchange> {
  const { organization_id, user_id: updated_by } = actor
  const before = await lockExchange(tx, organization_id, id, now)
  demand(mayEdit(actor, before), 'change this exchange')
  const client = change.client_id ? { client_id: await resolveContact(tx, actor, change.client_id) } : {}
  const columns = { ...change, ...client, ...(await intermediaryOf(tx, actor, change)), updated_by }
  unchanged((await saveExchange(tx, organization_id, id, version, columns)) || undefined, 'exchange')
  const after = await getExchange(tx, organization_id, id, now)
  const changes = changesOf(before, after, AUDITED)
  if (Object.keys(changes).length > 0) await publish(tx, organization_id, exchangeChanged, id, changes)
  if (before.time_zone !== after.time_zone)
    await deriveDeadlines(tx, organization_id, after, 'time_zone', { now, created_by: updated_by })
  return getExchange(tx, organization_id, id, now)
}

/** Only with everything in order that must come before the first transfer. */
export async function activateExchange(tx: Tx, actor: Actor, id: string, now: Date): Promise<Exchange> {
  const { organization_id, user_id: created_by } = actor
  const exchange = await lockExchange(tx, organization_id, id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  if (exchange.status !== 'draft') return exchange
  const obstacles = await obstaclesOf(tx, actor, exchange, now)
  if (obstacles.length > 0)
    throw new AppError('refused', obstacles.map(({ text }) => text).join(' '), { obstacles })
  await saveExchange(tx, organization_id, id, undefined, { status: 'active' })
  await publish(tx, organization_id, exchangeActivated, id, { name: exchange.name })
  const active = { ...exchange, status: 'active' as const }
  await deriveDeadlines(tx, organization_id, active, 'facts', { now, created_by })
  return getExchange(tx, organization_id, id, now)
}

/** Once a property was transferred, an exchange ends as completed or failed. */
export async function cancelExchange(
  tx: Tx,
  actor: Actor,
  id: string,
  reason: string,
  now: Date,
): Promise<Exchange> {
  const { organization_id } = actor
  const exchange = await lockExchange(tx, organization_id, id, now)
  demand(mayEdit(actor, exchange), 'cancel this exchange')
  if (exchange.clock_start)
    throw new AppError(
      'refused',
      'A property has been transferred, so the exchange can’t be canceled anymore.',
    )
  if (await holdsMoney(tx, organization_id, id))
    throw new AppError('refused', 'The exchange still holds money. Return it before you cancel.')
  await saveExchange(tx, organization_id, id, undefined, {
    ...{ status: 'cancelled', cancelled_at: now, cancel_reason: reason },
  })
  await publish(tx, organization_id, exchangeCancelled, id, { from: exchange.status, reason })
  return getExchange(tx, organization_id, id, now)
}
