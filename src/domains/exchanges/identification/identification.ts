import { getExchange } from '#domains/exchanges/queries.ts'
import {
  type IdentificationFacts,
  type Identified,
  identifiedIn,
  type SentNotice,
} from '#domains/exchanges/rules/identified.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { daysBetween, endOfDay, today, weekdayOf } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import type { Money } from '#lib/money.ts'
import { listExchanged, listSent } from './queries.ts'
import type { Identification, IdentificationTrial, IdentifiedProperty } from './schema.ts'

type Dated = Pick<
  Exchange,
  'id' | 'clock_start' | 'identification_deadline' | 'exchange_deadline' | 'time_zone'
>

/** What the rules ask of the record of an exchange; days that don't exist yet lie far away. */
export async function identificationFactsOf(
  tx: Tx,
  organization_id: string,
  exchange: Dated,
): Promise<IdentificationFacts> {
  return {
    clock_start: exchange.clock_start ?? EARLIEST,
    identification_deadline: exchange.identification_deadline ?? LATEST,
    exchange_deadline: exchange.exchange_deadline ?? LATEST,
    time_zone: exchange.time_zone,
    properties: await listExchanged(tx, organization_id, exchange.id),
    notices: await listSent(tx, organization_id, exchange.id),
  }
}

const [EARLIEST, LATEST] = ['1990-01-01', '2199-12-31']

export async function readIdentification(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  now: Date,
): Promise<Identification> {
  const exchange = await getExchange(tx, organization_id, exchange_id, now)
  return view(exchange, await identificationFactsOf(tx, organization_id, exchange), now)
}

/** What the rules would say if this were identified and revoked now, by notices that are valid. */
export async function tryIdentification(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  { add = [], revoke = [] }: IdentificationTrial,
  now: Date,
): Promise<Identification> {
  const exchange = await getExchange(tx, organization_id, exchange_id, now)
  const facts = await identificationFactsOf(tx, organization_id, exchange)
  const added = add.map(({ exchange_property_id = newId(), fair_market_value = null }) => ({
    exchange_property_id,
    fair_market_value,
  }))
  const known = new Set(facts.properties.map(({ id }) => id))
  const others = added.filter(({ exchange_property_id }) => !known.has(exchange_property_id))
  const trial: IdentificationFacts = {
    ...facts,
    properties: [
      ...facts.properties,
      ...others.map(({ exchange_property_id: id, fair_market_value }) => ({
        ...{ id, side: 'replacement' as const, address: '', price: null, fair_market_value },
        ...{ expected_receipt_value: null, to_be_produced: false, incidental_to: null },
        ...{ transferred_on: null, substantially_same: null },
      })),
    ],
    notices: [...facts.notices, ...trialNotices(facts.notices, added, revoke, now)],
  }
  return view(exchange, trial, now)
}

/** A revocation goes to the person to whom that property was identified. */
function trialNotices(
  sent: SentNotice[],
  added: SentNotice['properties'],
  revoked: string[],
  now: Date,
): SentNotice[] {
  const sent_at = now.toISOString()
  const recipientOf = (id: string) =>
    sent.findLast(({ properties }) => properties.some((one) => one.exchange_property_id === id))?.recipient_id
  return [
    ...revoked.map((id) => ({
      ...{ id: newId(), kind: 'revocation' as const, sent_at, recipient_id: recipientOf(id) ?? null },
      properties: [{ exchange_property_id: id, fair_market_value: null }],
    })),
    ...(added.length > 0
      ? [{ id: newId(), kind: 'identification' as const, sent_at, recipient_id: null, properties: added }]
      : []),
  ]
}

function view(exchange: Exchange, facts: IdentificationFacts, now: Date): Identification {
  const { identification_deadline: deadline, time_zone } = exchange
  const ends_at = deadline && endOfDay(deadline, time_zone)
  const { outcome, limit, sentence, missing, flags, reasons } = identifiedIn(facts)
  return {
    deadline,
    weekday: deadline && weekdayOf(deadline),
    ends_at: ends_at ? ends_at.toString() : null,
    days_remaining: deadline ? daysBetween(today(now, { timezone: time_zone }), deadline) : null,
    locked: ends_at ? now.getTime() >= ends_at.epochMilliseconds : false,
    ...{ rule: outcome.rule, sentence, citation: reasons[0]?.citation ?? '' },
    tests: testsOf(outcome, limit),
    properties: facts.properties
      .filter(({ side, address }) => side === 'replacement' && address)
      .map((property) => propertyView(property, facts, outcome)),
    missing: [...missing, ...untold(facts, limit)],
    flags,
  }
}

function testsOf(outcome: Identified['outcome'], limit: Money | null): Identification['tests'] {
  const amount = (cents: Money | null) => (cents === null ? null : decimalOf(cents))
  return {
    three_properties: { count: outcome.counted_count, limit: 3 },
    two_hundred_percent: {
      total: amount(outcome.aggregate_fmv),
      limit: amount(limit),
    },
    ninety_five_percent: {
      received: amount(outcome.received_fmv_for_95),
      required: amount(outcome.required_fmv_for_95),
    },
  }
}

function propertyView(
  { id, address, price, fair_market_value, transferred_on }: IdentificationFacts['properties'][number],
  { notices }: IdentificationFacts,
  { counted, not_counted }: Identified['outcome'],
): IdentifiedProperty {
  const notice = notices.findLast(
    ({ kind, properties }) =>
      kind === 'identification' && properties.some(({ exchange_property_id }) => exchange_property_id === id),
  )
  const said = notice?.properties.find(({ exchange_property_id }) => exchange_property_id === id)
  const because = not_counted.find((one) => one.id === id)?.because ?? null
  return {
    ...{ exchange_property_id: id, address, because },
    value: said?.fair_market_value ?? fair_market_value ?? price,
    state: stateOf(counted.includes(id), because, transferred_on !== null),
    notice_id: notice?.id ?? null,
    sent_at: notice?.sent_at ?? null,
  }
}

function stateOf(counted: boolean, because: string | null, received: boolean): IdentifiedProperty['state'] {
  if (counted) return received ? 'received' : 'identified'
  if (because === 'revoked' || because === 'not_identified') return because
  return 'not_valid'
}

/** The limit of value is known once the sale price is. */
function untold({ properties }: IdentificationFacts, limit: Money | null) {
  const sold = properties.filter(({ side }) => side === 'relinquished')
  const pending = sold.filter(({ transferred_on }) => !transferred_on)
  return [
    ...(limit === null
      ? [
          {
            field: 'price',
            text: 'Enter what the relinquished property sold for: 200% of it is the limit of value.',
          },
        ]
      : []),
    ...(limit !== null && pending.length > 0
      ? [
          {
            field: 'transferred_on',
            text: `${pending.map(({ address }) => address).join(', ')} isn’t transferred yet, and not counted in the limit of value.`,
          },
        ]
      : []),
  ]
}
