import { readGraph } from '#domains/contacts/relationships/relationships.ts'
import { seesDocument } from '#domains/exchanges/documents/queries.ts'
import { conflictExcepted } from '#domains/exchanges/events.ts'
import { mayEdit } from '#domains/exchanges/policy.ts'
import { getExchange, lockExchange } from '#domains/exchanges/queries.ts'
import {
  clearFrom,
  conflictsIn,
  counts,
  lapseOf,
  type Relation,
  type Service,
} from '#domains/exchanges/rules/conflicts.ts'
import { type PersonGraph, relationsIn, sameTaxpayer } from '#domains/exchanges/rules/taxpayers.ts'
import type { Exchange, Obstacle } from '#domains/exchanges/schema.ts'
import { publish } from '#infra/facts/events.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { latest, today } from '#lib/dates.ts'
import { demand, found } from '#lib/errors.ts'
import {
  expectedTransfer,
  insertException,
  listDealsServed,
  listExceptions,
  listPeopleOfProperties,
  listServices,
} from './queries.ts'
import type { ConflictRecord, Conflicts, NewConflictException } from './schema.ts'

export async function showConflicts(tx: Tx, actor: Actor, id: string, now: Date): Promise<Conflicts> {
  return readConflicts(tx, actor, await getExchange(tx, actor.organization_id, id, now), now)
}

/**
 * Who stands between an exchange and its safe harbor. It is read as the product, since the answer must not depend on which
 * deals and contacts the person sees.
 */
export function readConflicts(tx: Tx, actor: Actor, exchange: Exchange, now: Date): Promise<Conflicts> {
  return asSystem(tx, async () => {
    const { organization_id } = actor
    const { client_id, intermediary_id } = exchange
    const people = await listPeopleOfProperties(tx, organization_id, exchange.id)
    const others = people.flatMap((one) => [one.title_holder_id, one.counterparty_id])
    const graph = await graphOf(tx, actor, [client_id, intermediary_id, ...others], now)
    const first_transfer_date = await firstTransfer(tx, organization_id, exchange, now)
    const taxpayers = graph.contacts
      .map(({ id }) => id)
      .filter((id) => id === client_id || sameTaxpayer(graph, id, client_id).same === true)
    const records = await recordsOf(tx, organization_id, exchange, taxpayers, first_transfer_date)
    const relation = intermediary_id ? relationsIn(graph)(client_id, intermediary_id) : null
    return {
      first_transfer_date,
      intermediary: intermediaryOf(exchange, records, relation, first_transfer_date),
      titles: titlesOf(people, graph, client_id),
      related: relatedOf(people, graph, client_id),
    }
  })
}

/** What is known around all of these contacts, up to three steps from each. */
async function graphOf(tx: Tx, actor: Actor, ids: (string | null)[], now: Date): Promise<PersonGraph> {
  const contacts = new Map<string, PersonGraph['contacts'][number]>()
  const relationships = new Map<string, PersonGraph['relationships'][number]>()
  for (const id of new Set(ids.filter((one) => one !== null))) {
    const graph = await readGraph(tx, actor, id, now)
    for (const one of graph.contacts) contacts.set(one.id, one)
    for (const one of graph.relationships) relationships.set(one.id, one)
  }
  return { contacts: [...contacts.values()], relationships: [...relationships.values()] }
}

async function firstTransfer(
  tx: Tx,
  organization_id: string,
  exchange: Exchange,
  now: Date,
): Promise<string> {
  if (exchange.clock_start) return exchange.clock_start
  const day = today(now, { timezone: exchange.time_zone })
  const expected = await expectedTransfer(tx, organization_id, exchange.id)
  return expected ? latest(day, expected) : day
}

async function recordsOf(
  tx: Tx,
  organization_id: string,
  { id, intermediary_id }: Exchange,
  taxpayers: string[],
  first_transfer: string,
): Promise<ConflictRecord[]> {
  const exceptions = await listExceptions(tx, organization_id, id)
  const record = (
    one: Omit<Service, 'excepted'> &
      Pick<ConflictRecord, 'name' | 'contact_id' | 'taxpayer_relationship_id' | 'transaction_id'>,
  ): ConflictRecord => {
    const exception = exceptions.find(
      (other) =>
        (one.transaction_id !== null && other.transaction_id === one.transaction_id) ||
        (one.taxpayer_relationship_id !== null &&
          other.taxpayer_relationship_id === one.taxpayer_relationship_id),
    )
    const { reason, document_id, created_at, created_by_name } = exception ?? {}
    return {
      ...one,
      counts: counts({ ...one, excepted: exception !== undefined }, first_transfer),
      lapses_on: lapseOf(one),
      exception:
        reason && document_id && created_at
          ? { reason, document_id, created_at, created_by_name: created_by_name ?? null }
          : null,
    }
  }
  const said = await listServices(tx, organization_id, intermediary_id, taxpayers)
  // What this organization did for the taxpayer matters where it is the intermediary itself.
  const deals = intermediary_id ? [] : await listDealsServed(tx, organization_id, taxpayers)
  return [
    ...said.map(({ id: taxpayer_relationship_id, role, contact_id, ended_on, only_1031_or_routine, note }) =>
      record({
        ...{
          taxpayer_relationship_id,
          transaction_id: null,
          role,
          contact_id,
          ended_on,
          only_1031_or_routine,
        },
        name: note || 'Recorded service',
      }),
    ),
    ...deals.map(({ transaction_id, transaction_number, role, contact_id, ended_on }) =>
      record({
        ...{ taxpayer_relationship_id: null, transaction_id, role, contact_id, ended_on },
        ...{ only_1031_or_routine: false, name: `Deal ${transaction_number}` },
      }),
    ),
  ]
}

function intermediaryOf(
  { intermediary_id, intermediary_name }: Exchange,
  records: ConflictRecord[],
  relation: Relation,
  first_transfer: string,
): Conflicts['intermediary'] {
  const services = records.map((one) => ({ ...one, excepted: one.exception !== null }))
  const { outcome, reasons, missing, flags } = conflictsIn(services, relation, first_transfer)
  return {
    ...{ contact_id: intermediary_id, name: intermediary_name, disqualified: outcome.disqualified },
    clear_from: clearFrom(services, first_transfer),
    records,
    reasons: reasons.map(({ citation, text }) => ({ citation, text })),
    missing: missing.map(({ text }) => text),
    flags,
  }
}

type People = Awaited<ReturnType<typeof listPeopleOfProperties>>

function titlesOf(people: People, graph: PersonGraph, client_id: string): Conflicts['titles'] {
  return people.flatMap(({ id: exchange_property_id, address, side, title_holder_id, title_holder_name }) => {
    if (!title_holder_id || !title_holder_name) return []
    const { same, reasons, missing } = sameTaxpayer(graph, title_holder_id, client_id)
    return [
      {
        ...{ exchange_property_id, address, side, contact_id: title_holder_id, name: title_holder_name },
        same_taxpayer: title_holder_id === client_id ? true : same,
        reasons: reasons.map(({ citation, text }) => ({ citation, text })),
        missing: missing.map(({ text }) => text),
      } as Conflicts['titles'][number],
    ]
  })
}

const RELATED = {
  relinquished:
    'The buyer is related to the taxpayer. If either of them disposes of their property within two years, the gain is taxed.',
  replacement:
    'The seller is related to the taxpayer. Buying from a related person for cash usually ends nonrecognition; ask counsel before you go on.',
} as const

function relatedOf(people: People, graph: PersonGraph, client_id: string): Conflicts['related'] {
  const between = relationsIn(graph)
  return people.flatMap(({ id: exchange_property_id, address, side, counterparty_id, counterparty_name }) => {
    if (!counterparty_id || !counterparty_name) return []
    const same =
      counterparty_id === client_id || sameTaxpayer(graph, counterparty_id, client_id).same === true
    if (!same && !between(client_id, counterparty_id).related_for_1031f) return []
    const known = side === 'relinquished' ? 'relinquished' : 'replacement'
    return [
      {
        ...{ exchange_property_id, address, contact_id: counterparty_id, name: counterparty_name },
        ...{ side: known as 'relinquished' | 'replacement', text: RELATED[known] },
        citation: side === 'relinquished' ? 'IRC 1031(f)(1)' : 'IRC 1031(f)(4), Rev. Rul. 2002-83',
      },
    ]
  })
}

/** What stays in the way of activating: a service that counts, a relation, and title that isn't the taxpayer's. */
export function conflictObstacles({ intermediary, titles }: Conflicts): Obstacle[] {
  const who = intermediary.name ?? 'This organization'
  const counted = intermediary.records.filter((one) => one.counts)
  const services = counted.map(({ name, role, lapses_on }) => ({
    ...{ field: 'conflicts', exchange_property_id: null },
    text: `${who} served the taxpayer as ${WORDS[role]} (${name}) and can’t be the intermediary ${
      lapses_on ? `for a transfer before ${lapses_on}` : 'while that goes on'
    }. An officer can record why it doesn’t count.`,
  }))
  const related = intermediary.disqualified && counted.length === 0
  return [
    ...services,
    ...(related
      ? [
          {
            ...{ field: 'intermediary_id', exchange_property_id: null },
            text: `${who} is related to the taxpayer and can’t be the intermediary.`,
          },
        ]
      : []),
    ...titles
      .filter(({ same_taxpayer }) => same_taxpayer === false)
      .map(({ exchange_property_id, name, address, side }) => ({
        ...{ field: 'title_holder_id', exchange_property_id },
        text: `${name} ${side === 'relinquished' ? 'holds' : 'takes'} title to ${address} and isn’t the taxpayer of this exchange. The same taxpayer must sell and buy.`,
      })),
  ]
}

const WORDS: Record<Service['role'], string> = {
  ...{ employee: 'an employee', attorney: 'an attorney', accountant: 'an accountant', broker: 'a broker' },
  ...{ investment_banker: 'an investment banker', real_estate_agent: 'a real estate agent' },
}

/** Recorded by an officer, with reason and document; it stays. */
export async function exceptConflict(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  said: NewConflictException,
  now: Date,
): Promise<Conflicts> {
  const { organization_id, user_id } = actor
  const exchange = await lockExchange(tx, organization_id, exchange_id, now)
  demand(mayEdit(actor, exchange), 'change this exchange')
  const { intermediary } = await readConflicts(tx, actor, exchange, now)
  const { taxpayer_relationship_id = null, transaction_id = null } = said
  found(
    intermediary.records.find(
      (one) =>
        one.transaction_id === transaction_id && one.taxpayer_relationship_id === taxpayer_relationship_id,
    ),
    'service',
  )
  found((await seesDocument(tx, organization_id, said.document_id)) || undefined, 'document')
  await insertException(tx, organization_id, { ...said, exchange_id, created_by: user_id ?? '' })
  await publish(tx, organization_id, conflictExcepted, exchange_id, {
    ...{ taxpayer_relationship_id, transaction_id, reason: said.reason, document_id: said.document_id },
  })
  return readConflicts(tx, actor, exchange, now)
}
