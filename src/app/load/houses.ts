import { createHash } from 'node:crypto'
import type { Cell, Rows } from '#infra/postgres/copy.ts'
import { ROLES } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { between, pick, type Random } from './words.ts'

/** An organization that is being loaded: who is in it and how many documents it will have. */
export type House = { id: string; members: string[]; teams: string[]; documents: number; file: HouseFile }
/** The one real file that every document of a house has as its bytes. */
export type HouseFile = { storage_path: string; file_size: number; file_hash: string }
export type Sizes = { organizations: number; users: number; documents: number; accesses: number }

/** The seeds' data size. */
export const FULL: Sizes = { organizations: 1_000, users: 10_000, documents: 100_000, accesses: 1_000_000 }

/** The first house is the large one: a tenth of all documents, or all of them. Nobody else has more than a few hundred. */
export function planHouses(sizes: Sizes, one: boolean, bytes: Buffer): House[] {
  const file = { file_size: bytes.length, file_hash: createHash('sha256').update(bytes).digest('hex') }
  const large = one ? sizes.documents : Math.ceil(sizes.documents / 10)
  const rest = sizes.documents - large
  const others = Math.max(1, sizes.organizations - 1)
  return Array.from({ length: sizes.organizations }, (_, i) => {
    const id = newId()
    const share = Math.floor((rest * i) / others) - Math.floor((rest * (i - 1)) / others)
    return {
      id,
      members: [],
      teams: [newId(), newId()],
      documents: i === 0 ? large : share,
      file: { ...file, storage_path: `organizations/${id}/files/${newId()}` },
    }
  })
}

/** Every house has an owner, the large one a fiftieth of all people besides, and the rest go round. */
export function hireUsers(houses: House[], users: number): void {
  const large = Math.ceil(users / 50)
  for (let i = 0; i < users; i++) {
    const place = i < houses.length ? i : i < houses.length + large ? 0 : i % houses.length
    houses[place]?.members.push(newId())
  }
}

const TYPES = ['agency', 'agency', 'agency', 'law_firm', 'intermediary', 'title_company']

export const loadEmail = (n: number): string => `person-${n}@load.example`

/** Everything that documents stand on, in the order in which the tables need each other. */
export function* houseRows(
  houses: House[],
  password_hash: string,
  person: () => [string, string],
  next: Random,
): Generator<Rows> {
  const organizations: Cell[][] = houses.map(({ id }, i) => [
    id,
    `${person()[1]} ${pick(next, ['Realty', 'Partners', 'Group', 'Law', 'Title', 'Exchange'])} ${i + 1}`,
    `load-${i + 1}`,
    TYPES[i % TYPES.length] as string,
    'professional',
    2 ** 40,
  ])
  yield {
    table: 'organizations',
    columns: ['id', 'name', 'slug', 'type', 'subscription_tier', 'storage_quota_bytes'],
    rows: organizations,
  }
  const all = houses.flatMap((house) => house.members.map((id, place) => ({ house, id, place })))
  yield {
    table: 'users',
    columns: ['id', 'email', 'password_hash', 'first_name', 'last_name', 'timezone', 'email_verified'],
    rows: all.map(({ id }, i) => [id, loadEmail(i + 1), password_hash, ...person(), 'America/Denver', true]),
  }
  yield {
    table: 'organization_members',
    columns: ['organization_id', 'user_id', 'role', 'created_by'],
    rows: all.map(({ house, id, place }) => [house.id, id, roleOf(place, next), house.members[0] as string]),
  }
  yield {
    table: 'teams',
    columns: ['organization_id', 'id', 'name', 'lead_user_id'],
    rows: houses.flatMap(({ id, members, teams }) =>
      teams.map((team, i) => [id, team, ['Listings', 'Closings'][i] as string, members[0] as string]),
    ),
  }
  yield {
    table: 'document_blobs',
    columns: ['organization_id', 'file_hash', 'file_size', 'storage_path'],
    rows: houses.map(({ id, file }) => [id, file.file_hash, file.file_size, file.storage_path]),
  }
  yield {
    table: 'team_members',
    columns: ['organization_id', 'team_id', 'user_id', 'role'],
    rows: all.map(({ house, id, place }) => [
      house.id,
      house.teams[place % house.teams.length] as string,
      id,
      place < 2 ? 'lead' : 'member',
    ]),
  }
}

function roleOf(place: number, next: Random): string {
  if (place === 0) return 'owner'
  if (place === 1) return 'agent'
  return next() < 0.6 ? 'agent' : (ROLES[between(next, 1, ROLES.length)] as string)
}
