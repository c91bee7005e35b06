import { addressKey } from '#domains/documents/rules/addresses.ts'
import { DEFAULT_PATTERN, numberOf } from '#domains/transactions/rules/numbers.ts'
import type { Load, LoadedOrganization } from '#infra/domain.ts'
import { copyRows, type Rows } from '#infra/postgres/copy.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { addDays } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { between, pick, type Random } from '#lib/random.ts'
import { listContactIds } from './queries.ts'

/** As many for each user as the seeds' sizes ask of a whole. */
const FULL = 30_000
const STREETS = ['Alder Court', 'Mission Street', 'Cedar Ridge Road', 'Lakeshore Avenue', 'Juniper Lane']
const PLACES = [
  ['San Francisco', 'CA', '94110'],
  ['Denver', 'CO', '80206'],
  ['Austin', 'TX', '78701'],
  ['Miami', 'FL', '33131'],
] as const
const STAGES = ['listed', 'offer', 'under_contract', 'contingencies_cleared', 'clear_to_close'] as const
const FIRST_DAY = '2026-01-01'
const YEAR = 2026

/** Deals, three for each user, each about a property of its own, with a seller and a buyer. */
export const transactionsLoad: Load = {
  tables: ['properties', 'transactions', 'transaction_counters', 'transaction_parties'],
  run: async ({ infra, organizations, scale, next }) => {
    const total = Math.max(6, Math.round(FULL * scale))
    const ids = organizations.map(({ id }) => id)
    const contacts = await withWorker(infra.worker, (tx) => listContactIds(tx, ids))
    await copyRows(infra.worker, rowsOf(organizations, total, contacts, next))
    return `${total} deals`
  },
}

const PROPERTY = [
  ...['organization_id', 'id', 'address_line1', 'city', 'state', 'zip_code', 'address_key', 'property_type'],
  'created_by',
]
const DEAL = [
  ...['organization_id', 'id', 'transaction_number', 'transaction_type', 'side', 'stage', 'property_id'],
  ...['list_price', 'sale_price', 'listing_agent_id', 'visibility', 'contract_date', 'closing_date'],
  ...['closed_on', 'closed_at', 'created_by'],
]

const PARTY = ['organization_id', 'id', 'transaction_id', 'contact_id', 'role', 'side', 'created_by']

function* rowsOf(
  organizations: LoadedOrganization[],
  total: number,
  contacts: Map<string, string[]>,
  next: Random,
): Generator<Rows> {
  let [sum, given] = [0, 0]
  for (const { id, members, part } of organizations) {
    sum += part * total
    const count = Math.round(sum) - given
    given += count
    const agents = Array.from({ length: count }, () => pick(next, members))
    const properties = agents.map((agent) => propertyOf(id, agent, next))
    yield { table: 'properties', columns: PROPERTY, rows: properties }
    const deals = agents.map((agent, n) => dealOf(id, agent, String(properties[n]?.[1]), n + 1, next))
    yield { table: 'transactions', columns: DEAL, rows: deals }
    const people = contacts.get(id) ?? []
    const parties = deals.flatMap((deal, n) => partiesOf(id, String(deal[1]), agents[n] ?? '', people, n))
    yield { table: 'transaction_parties', columns: PARTY, rows: parties }
    yield {
      table: 'transaction_counters',
      columns: ['organization_id', 'year', 'last'],
      rows: [[id, YEAR, count]],
    }
  }
}

function propertyOf(organization_id: string, agent: string, next: Random) {
  const line = `${between(next, 1, 9_999)} ${pick(next, STREETS)}`
  const [city, state, zip_code] = pick(next, PLACES)
  return [organization_id, newId(), line, city, state, zip_code, addressKey(line, null), 'residential', agent]
}

function dealOf(organization_id: string, agent: string, property_id: string, place: number, next: Random) {
  const closed = next() < 0.6
  const contract_date = addDays(FIRST_DAY, between(next, 0, 330))
  const closing_date = addDays(contract_date, between(next, 20, 60))
  const price = `${between(next, 250, 3_000) * 1000}.00`
  return [
    ...[organization_id, newId(), numberOf(DEFAULT_PATTERN, `${YEAR}-01-01`, place), 'sale', 'listing'],
    ...[closed ? 'closed' : pick(next, STAGES), property_id, price, closed ? price : null, agent],
    ...['organization', contract_date, closing_date],
    ...[closed ? closing_date : null, closed ? `${closing_date}T18:00:00Z` : null, agent],
  ]
}

/** A seller and a buyer, one contact after the other. */
function partiesOf(
  organization_id: string,
  transaction_id: string,
  agent: string,
  people: string[],
  place: number,
) {
  const sides = [
    ['seller', 'listing'],
    ['buyer', 'selling'],
  ] as const
  return sides.flatMap(([role, side], turn) => {
    const contact_id = people[(place * 2 + turn) % people.length]
    return contact_id ? [[organization_id, newId(), transaction_id, contact_id, role, side, agent]] : []
  })
}
