import { personMaker } from '#domains/identity/load.ts'
import type { Load, LoadedOrganization } from '#infra/domain.ts'
import { copyRows, type Rows } from '#infra/postgres/copy.ts'
import { newId } from '#lib/ids.ts'
import { between, pick, type Random, rank } from '#lib/random.ts'
import { ContactType } from './schema.ts'

/** As many for each user as the seeds' sizes ask of a whole. */
const FULL = 100_000
const PLACES = [
  ['San Francisco', 'CA', '94110', -122.41, 37.75],
  ['Oakland', 'CA', '94611', -122.23, 37.83],
  ['Denver', 'CO', '80206', -104.95, 39.73],
  ['Austin', 'TX', '78701', -97.74, 30.27],
  ['Miami', 'FL', '33131', -80.19, 25.77],
  ['Scottsdale', 'AZ', '85251', -111.92, 33.49],
  ['Seattle', 'WA', '98101', -122.33, 47.61],
  ['Albany', 'NY', '12207', -73.75, 42.66],
] as const
const TAGS = ['buyer', 'seller', 'investor', 'relocation', 'first-time buyer', 'past client']

/** Contacts, ten for each user. */
export const contactsLoad: Load = {
  tables: ['contacts'],
  run: async ({ infra, organizations, scale, next }) => {
    const total = Math.max(20, Math.round(FULL * scale))
    await copyRows(infra.worker, rowsOf(organizations, total, next))
    return `${total} contacts`
  },
}

const COLUMNS = [
  ...['organization_id', 'id', 'first_name', 'last_name', 'display_name', 'emails', 'phones', 'addresses'],
  ...['coordinates', 'coordinates_precision', 'contact_type', 'tags', 'company', 'owner_id', 'visibility'],
  ...['created_by', 'importance_set'],
]

function* rowsOf(organizations: LoadedOrganization[], total: number, next: Random): Generator<Rows> {
  const person = personMaker(next)
  let [sum, given] = [0, 0]
  for (const { id, members, part } of organizations) {
    sum += part * total
    const count = Math.round(sum) - given
    given += count
    yield {
      table: 'contacts',
      columns: COLUMNS,
      rows: Array.from({ length: count }, () => contactOf(id, members, person, next)),
    }
  }
}

function contactOf(organization_id: string, members: string[], person: () => [string, string], next: Random) {
  const [first, last] = person()
  const [city, state, zip_code, longitude, latitude] = pick(next, PLACES)
  const owner = pick(next, members)
  const n = between(next, 0, 10_000_000)
  const email = `${first}.${last}${n}@load.example`.toLowerCase()
  const address = {
    label: 'home',
    line1: `${between(next, 1, 9_999)} ${last} Street`,
    city,
    state,
    zip_code,
    country: 'USA',
  }
  return [
    ...[organization_id, newId(), first, last, `${first} ${last}`],
    JSON.stringify([{ label: 'work', email }]),
    JSON.stringify([{ label: 'mobile', number: `+1${String(2_010_000_000 + n)}` }]),
    JSON.stringify([address]),
    `(${longitude + next() - 0.5},${latitude + next() - 0.5})`,
    'zip',
    [pick(next, ContactType.options)],
    [TAGS[rank(next, TAGS.length)] ?? 'buyer'],
    n % 4 === 0 ? `${last} & Partners` : null,
    owner,
    n % 10 === 0 ? 'private' : 'organization',
    owner,
    between(next, 1, 101),
  ]
}
