import { z } from 'zod'
import { createContact } from '#domains/contacts/contacts.ts'
import { changeFacts } from '#domains/exchanges/deadlines/deadlines.ts'
import {
  activateExchange,
  cancelExchange,
  changeExchange,
  createExchange,
} from '#domains/exchanges/exchanges.ts'
import { addParticipant } from '#domains/exchanges/participants/participants.ts'
import { addExchangeProperty } from '#domains/exchanges/properties/properties.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { demonstrationMember } from '#domains/identity/demonstration.ts'
import type { Demonstration } from '#infra/domain.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { task } from '#infra/jobs/jobs.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { addDays, today, yearOf } from '#lib/dates.ts'
import { addMoney } from './money.ts'
import { addNotice } from './notices.ts'
import {
  type Added,
  type DemonstrationExchange,
  type DemonstrationProperty,
  PEAK_CLIENTS,
  PEAK_EXCHANGES,
} from './peak-exchanges.ts'
import { listContactIdsByName, listExchangeNames } from './queries.ts'

const ADD = 'exchanges.add_demonstration'

export const addDemonstrationExchanges: Demonstration = (tx, { peak }) =>
  enqueue(tx, ADD, { peak }, { max_attempts: 3 })

export const demonstrationJob = task(ADD, z.object({ peak: z.uuid() }), addExchanges)

/** Exchanges in every kind and stage, with their notices and their money. A second run adds what is missing. */
async function addExchanges(infra: Infra, { peak }: { peak: string }): Promise<void> {
  const carl = await demonstrationMember(infra, peak, 'coordinator')
  const now = infra.now()
  const { known, contacts } = await withActor(infra.db, carl, async (tx) => {
    const missing = await addClients(tx, carl)
    const names = [...PEAK_EXCHANGES.map(({ client }) => client), 'Robert Hale', 'Melissa Grant']
    return {
      known: new Set(await listExchangeNames(tx, peak)),
      contacts: new Map([...(await listContactIdsByName(tx, peak, names)), ...missing]),
    }
  })
  for (const one of PEAK_EXCHANGES) {
    if (known.has(one.name)) continue
    const added = await withActor(infra.db, carl, (tx) => addExchange(tx, carl, one, contacts, now))
    if (one.identified) await addNotice(infra, carl, added, one.identified, now)
    if (one.proceeds) await addMoney(infra, peak, added, one, contacts.get('Melissa Grant') ?? '', now)
  }
}

async function addClients(tx: Tx, carl: Actor): Promise<Map<string, string>> {
  const known = await listContactIdsByName(tx, carl.organization_id, Object.keys(PEAK_CLIENTS))
  for (const [name, email] of Object.entries(PEAK_CLIENTS)) {
    if (known.has(name)) continue
    const [first_name = '', last_name = ''] = name.split(' ')
    const said = { kind: 'person' as const, first_name, last_name, contact_type: ['client' as const] }
    const { id } = await createContact(tx, carl, { ...said, emails: [{ label: 'home', email }] })
    known.set(name, id)
  }
  return known
}

async function addExchange(
  tx: Tx,
  carl: Actor,
  one: DemonstrationExchange,
  contacts: Map<string, string>,
  now: Date,
): Promise<Added> {
  const { organization_id } = carl
  const client_id = contacts.get(one.client) ?? ''
  const day = today(now, carl)
  const ago = (days: number) => addDays(day, -days)
  const first = Math.max(0, ...(one.sold ?? []).map(({ transferred = 0 }) => transferred), one.parked ?? 0)
  const { id } = await createExchange(
    tx,
    carl,
    {
      ...{ client_id, name: one.name, exchange_type: one.type ?? 'delayed' },
      agreement_signed_on: one.unsigned ? null : ago(first + 9),
    },
    now,
  )
  const add = async (side: 'relinquished' | 'replacement', property: DemonstrationProperty) =>
    (await addExchangeProperty(tx, carl, id, { ...said(property, first, !one.unsigned, ago), side }, now)).id
  await addParticipant(tx, carl, id, { participant_id: client_id, role: 'client', is_primary: true }, now)
  const cpa = contacts.get('Robert Hale')
  if (one.cpa && cpa) await addParticipant(tx, carl, id, { participant_id: cpa, role: 'cpa' }, now)
  const sold: string[] = []
  for (const property of one.sold ?? []) sold.push(await add('relinquished', property))
  const bought: string[] = []
  for (const property of one.bought ?? []) bought.push(await add('replacement', property))
  if (!one.unsigned && !one.cancelled && first > 0) await activateExchange(tx, carl, id, now)
  await addFacts(tx, carl, id, one, ago, day, now)
  if (one.cancelled) await cancelExchange(tx, carl, id, one.cancelled, now)
  const { version, status } = await getExchange(tx, organization_id, id, now)
  if (status === 'identification_period')
    await changeExchange(tx, carl, id, version, { priority: 'high' }, now)
  return { id, sold, bought, client_id }
}

/** A property with its contract assigned and its parties notified before it was transferred. */
function said(
  {
    at: [address_line1, city, state, zip_code],
    price,
    debt,
    basis,
    transferred,
    produced,
  }: DemonstrationProperty,
  first: number,
  signed: boolean,
  ago: (days: number) => string,
) {
  const before = transferred === undefined ? first : transferred
  return {
    property: { address_line1, city, state, zip_code },
    ...{ price, debt: debt ?? null, adjusted_basis: basis ?? null },
    ...(signed && { assigned_on: ago(before + 6), parties_notified_on: ago(before + 4) }),
    ...(transferred !== undefined && { transferred_on: ago(transferred) }),
    ...(produced && { to_be_produced: true, expected_receipt_value: produced, fair_market_value: produced }),
  }
}

async function addFacts(
  tx: Tx,
  carl: Actor,
  id: string,
  { return_asked, parked, disaster }: DemonstrationExchange,
  ago: (days: number) => string,
  day: string,
  now: Date,
): Promise<void> {
  if (!return_asked && !parked && !disaster) return
  const { version } = await getExchange(tx, carl.organization_id, id, now)
  const tax_year_end = `${yearOf(day)}-12-31`
  const facts = {
    ...(return_asked && {
      return: { form: '1040' as const, tax_year_end, extension_obtained: false, extension_obtained_on: null },
    }),
    ...(parked && { parked_on: ago(parked) }),
    ...(disaster && {
      disasters: [
        {
          ...{
            notice_number: disaster.notice,
            relief: 'section_17' as const,
            disaster_date: ago(disaster.days_ago),
          },
          general_postponement_date: addDays(day, disaster.until),
          ...{ affected_taxpayer: true, difficulty_meeting_deadline: false },
        },
      ],
    }),
  }
  await changeFacts(tx, carl, id, version, facts, false, now)
}
