import type { Load, LoadedOrganization, LoadPlan } from '#infra/domain.ts'
import { copyRows, type Rows } from '#infra/postgres/copy.ts'
import { hashPassword } from '#infra/secrets.ts'
import { ROLES } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import { between, pick, type Random, rank } from '#lib/random.ts'

export const LOAD_PASSWORD = 'granite lantern orchard 58'

export const loadEmail = (n: number): string => `person-${n}@load.example`

/** The data size of the seeds. */
const FULL = { organizations: 1_000, users: 10_000 }

/** Organizations and their people; the first organization is the large one. */
export const identityLoad: Load = {
  tables: ['users', 'organizations', 'organization_members', 'teams', 'team_members'],
  run: async (plan) => {
    const organizations = Math.max(2, Math.round(FULL.organizations * plan.scale))
    const users = Math.max(10, Math.round(FULL.users * plan.scale))
    plan.organizations.push(...planOrganizations(organizations, plan.one_organization))
    hire(plan.organizations, users)
    await copyRows(plan.infra.worker, rowsOf(plan, await hashPassword(LOAD_PASSWORD)))
    return `${organizations} organizations, ${users} people`
  },
}

/** The first organization has a tenth of everything, or all of it; the others share the rest equally. */
function planOrganizations(count: number, one: boolean): LoadedOrganization[] {
  const first = one ? 1 : 0.1
  return Array.from({ length: count }, (_, i) => ({
    id: newId(),
    members: [],
    teams: [newId(), newId()],
    part: i === 0 ? first : (1 - first) / (count - 1),
  }))
}

/**
 * Every organization gets an owner, the large one also a fiftieth of all people, and the rest are dealt out in turn.
 */
function hire(organizations: LoadedOrganization[], users: number): void {
  const large = Math.ceil(users / 50)
  for (let i = 0; i < users; i++) {
    const place =
      i < organizations.length ? i : i < organizations.length + large ? 0 : i % organizations.length
    organizations[place]?.members.push(newId())
  }
}

const TYPES = ['agency', 'agency', 'agency', 'law_firm', 'intermediary', 'title_company']
const FIRMS = ['Realty', 'Partners', 'Group', 'Law', 'Title', 'Exchange']

/** In the order in which the tables depend on each other. */
function* rowsOf({ organizations, next }: LoadPlan, password_hash: string): Generator<Rows> {
  const person = personMaker(next)
  yield {
    table: 'organizations',
    columns: ['id', 'name', 'slug', 'type', 'subscription_tier', 'storage_quota_bytes'],
    rows: organizations.map(({ id }, i) => [
      ...[id, `${person()[1]} ${pick(next, FIRMS)} ${i + 1}`, `load-${i + 1}`],
      ...[TYPES[i % TYPES.length] as string, 'professional', 2 ** 40],
    ]),
  }
  const all = organizations.flatMap((own) => own.members.map((id, place) => ({ own, id, place })))
  yield {
    table: 'users',
    columns: ['id', 'email', 'password_hash', 'first_name', 'last_name', 'timezone', 'email_verified'],
    rows: all.map(({ id }, i) => [id, loadEmail(i + 1), password_hash, ...person(), 'America/Denver', true]),
  }
  yield {
    table: 'organization_members',
    columns: ['organization_id', 'user_id', 'role', 'created_by'],
    rows: all.map(({ own, id, place }) => [own.id, id, roleOf(place, next), own.members[0] as string]),
  }
  yield {
    table: 'teams',
    columns: ['organization_id', 'id', 'name', 'lead_user_id'],
    rows: organizations.flatMap(({ id, members, teams }) =>
      teams.map((team, i) => [id, team, ['Listings', 'Closings'][i] as string, members[0] as string]),
    ),
  }
  yield {
    table: 'team_members',
    columns: ['organization_id', 'team_id', 'user_id', 'role'],
    rows: all.map(({ own, id, place }) => [
      ...[own.id, own.teams[place % own.teams.length] as string],
      ...[id, place < 2 ? 'lead' : 'member'],
    ]),
  }
}

function roleOf(place: number, next: Random): string {
  if (place === 0) return 'owner'
  if (place === 1) return 'agent'
  return next() < 0.6 ? 'agent' : (ROLES[between(next, 1, ROLES.length)] as string)
}

const HEADS =
  'Al Bar Ber Cal Car Dal Dor El Fair Far Gal Glen Hal Har Kel Lan Lin Mar Mel Nor Or Pem Ral Ros Sel Tal Ver Wal Wes Yar'
const MIDDLES = 'a e i o an en in on ar er ir or al el il ol um eth'
const TAILS =
  'bury by combe dale den field ford gate ham ley low mont more ridge shire son stead stone ton ville wick wood worth'
const FIRST =
  'Maria James Linda Robert Wei Aisha Carlos Emily David Priya Tom Ruth Nadia Hugo Grace Omar Ines Paul Mei Jonas'.split(
    ' ',
  )

/** Draws from 14,000 last names that are also place names: a few are common, most are rare. */
export function nameMaker(next: Random): () => string {
  const names = HEADS.split(' ').flatMap((head) =>
    MIDDLES.split(' ').flatMap((middle) => TAILS.split(' ').map((tail) => head + middle + tail)),
  )
  const shuffled = names
    .map((name, i) => [name, (i * 7919) % names.length] as const)
    .sort((a, b) => a[1] - b[1])
    .map(([name]) => name)
  return () => shuffled[rank(next, shuffled.length)] as string
}

/** First and last names. */
export function personMaker(next: Random): () => [string, string] {
  const name = nameMaker(next)
  return () => [pick(next, FIRST), name()]
}
