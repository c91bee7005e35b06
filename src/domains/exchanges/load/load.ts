import { clocksOf, statusOn } from '#domains/exchanges/rules/clocks.ts'
import { numberOf } from '#domains/transactions/rules/numbers.ts'
import type { Load, LoadedOrganization } from '#infra/domain.ts'
import { type Cell, copyRows, type Rows } from '#infra/postgres/copy.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { encrypt } from '#infra/secrets.ts'
import { addDays, today } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { between, pick, type Random } from '#lib/random.ts'
import { listMaterial } from './queries.ts'

/** As many as an intermediary with thousands of clients has. */
const FULL = 3_000
const PATTERN = 'EX-{YYYY}-{####}'
const YEAR = 2026
const ZONE = 'America/Los_Angeles'

/** Exchanges with a sale, a purchase, the deadlines that follow, and a ledger of what came in. */
export const exchangesLoad: Load = {
  tables: [
    ...['exchanges', 'exchange_numbers', 'exchange_counters', 'exchange_properties', 'exchange_deadlines'],
    ...['exchange_accounts', 'ledger_entries', 'ledger_postings'],
  ],
  run: async ({ infra, organizations, scale, next }) => {
    const total = Math.max(4, Math.round(FULL * scale))
    const ids = organizations.map(({ id }) => id)
    const material = await withWorker(infra.worker, (tx) => listMaterial(tx, ids))
    const day = today(infra.now(), { timezone: ZONE })
    // No one asks for it: it stands for every account's number.
    const account_number = encrypt(infra.config.DEEDLINE_SECRET, '0001234567')
    await copyRows(infra.worker, rowsOf(organizations, total, { material, day, account_number }, next))
    return `${total} exchanges`
  },
}

type Material = Awaited<ReturnType<typeof listMaterial>>

const EXCHANGE = [
  ...[
    'organization_id',
    'id',
    'exchange_number',
    'name',
    'status',
    'client_id',
    'coordinator_id',
    'time_zone',
  ],
  ...['agreement_signed_on', 'relinquished_property_value', 'replacement_property_value', 'clock_start'],
  ...['identification_deadline', 'exchange_deadline', 'created_by'],
]
const PROPERTY = [
  ...['organization_id', 'id', 'exchange_id', 'side', 'property_id', 'price', 'assigned_on'],
  ...['parties_notified_on', 'transferred_on', 'created_by'],
]
const DEADLINE = [
  ...['organization_id', 'exchange_id', 'id', 'kind', 'date', 'limiting_factor', 'citation', 'reason'],
  ...['computed_from', 'created_by'],
]
const ACCOUNT = [
  ...['organization_id', 'id', 'kind', 'exchange_id', 'bank_name', 'title', 'account_number_encrypted'],
  ...['account_number_last4', 'opened_on', 'created_by'],
]

function* rowsOf(
  organizations: LoadedOrganization[],
  total: number,
  { material, day, account_number }: { material: Material; day: string; account_number: string },
  next: Random,
): Generator<Rows> {
  let [sum, given] = [0, 0]
  for (const { id, members, part } of organizations) {
    sum += part * total
    const count = Math.round(sum) - given
    given += count
    const { contacts = [], properties = [] } = material.get(id) ?? {}
    if (contacts.length === 0 || properties.length === 0) continue
    const all = Array.from({ length: count }, (_, n) =>
      exchangeOf(
        id,
        { member: pick(next, members), contact: pick(next, contacts), place: n + 1, account_number },
        properties,
        day,
        next,
      ),
    )
    const rows = (name: keyof (typeof all)[number]) => all.flatMap((one) => one[name])
    yield { table: 'exchanges', columns: EXCHANGE, rows: rows('exchange') }
    const numbers = ['organization_id', 'exchange_number', 'exchange_id']
    yield { table: 'exchange_numbers', columns: numbers, rows: rows('number') }
    const counter = [[id, YEAR, count]]
    yield { table: 'exchange_counters', columns: ['organization_id', 'period', 'last'], rows: counter }
    yield { table: 'exchange_properties', columns: PROPERTY, rows: rows('properties') }
    yield { table: 'exchange_deadlines', columns: DEADLINE, rows: rows('deadlines') }
    yield { table: 'exchange_accounts', columns: ACCOUNT, rows: rows('account') }
    const entry = ['organization_id', 'id', 'exchange_id', 'type', 'value_date', 'memo', 'created_by']
    yield { table: 'ledger_entries', columns: entry, rows: rows('entry') }
    const posting = [
      'organization_id',
      'id',
      'exchange_id',
      'entry_id',
      'ledger_account',
      'exchange_account_id',
      'amount',
    ]
    yield { table: 'ledger_postings', columns: posting, rows: rows('postings') }
  }
}

type Of = { member: string; contact: string; place: number; account_number: string }

function exchangeOf(
  organization_id: string,
  { member, contact, place, account_number }: Of,
  properties: string[],
  day: string,
  next: Random,
): Record<'exchange' | 'number' | 'properties' | 'deadlines' | 'account' | 'entry' | 'postings', Cell[][]> {
  const [id, account_id, entry_id] = [newId(), newId(), newId()]
  const transferred = addDays(day, -between(next, 1, 175))
  const facts = { transfers: [transferred], return: null, parked_on: null, disasters: [] }
  const derived = clocksOf(facts)
  const dateOf = (kind: string) => derived.clocks.find((clock) => clock.kind === kind)?.date ?? null
  const number = numberOf(PATTERN, `${YEAR}-01-01`, place)
  const price = `${between(next, 300, 4_000) * 1000}.00`
  const before = addDays(transferred, -5)
  const [sold, bought] = [
    properties[place % properties.length] ?? '',
    properties[(place + 7) % properties.length] ?? '',
  ]
  const property = (side: string, property_id: string, on: string | null): Cell[] => [
    ...[organization_id, newId(), id, side, property_id, price, before, before, on, member],
  ]
  return {
    exchange: [
      [
        ...[
          organization_id,
          id,
          number,
          `Exchange ${place}`,
          statusOn('active', derived, day),
          contact,
          member,
          ZONE,
        ],
        ...[before, price, price, transferred, dateOf('identification'), dateOf('exchange'), member],
      ],
    ],
    number: [[organization_id, number, id]],
    properties: [
      property('relinquished', sold, transferred),
      ...(sold === bought ? [] : [property('replacement', bought, null)]),
    ],
    deadlines: derived.clocks.map(({ kind, date, limiting_factor, citation, reason }) => [
      ...[organization_id, id, newId(), kind, date, limiting_factor, citation, reason],
      ...[JSON.stringify(facts), member],
    ]),
    account: [
      [
        ...[organization_id, account_id, 'segregated', id, 'First Harbor Bank', `FBO Exchange ${place}`],
        ...[account_number, '4567', addDays(transferred, -3), member],
      ],
    ],
    entry: [[organization_id, entry_id, id, 'receipt_sale_proceeds', transferred, 'Wire', member]],
    postings: [
      [organization_id, newId(), id, entry_id, 'cash', account_id, price],
      [organization_id, newId(), id, entry_id, 'exchange_funds', null, `-${price}`],
    ],
  }
}
