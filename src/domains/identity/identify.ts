import type { FastifyRequest } from 'fastify'
import { PATTERNS, remember } from '#infra/cache.ts'
import type { Identify, Person } from '#infra/http.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withIdentity } from '#infra/postgres.ts'
import { type Actor, NOWHERE, type Origin, type Role } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { touchApiKey } from './api-keys/queries.ts'
import { permissionsOf } from './permissions.ts'
import { findLiveFamily } from './sessions/queries.ts'
import { hashToken, openAccessReader, type ReadAccess, readAccess } from './tokens.ts'

/** What a request needs to know of a session or an API key; cached, and stale the moment a row behind it changes. */
type Standing = {
  user_id: string
  session_id: string
  mfa_at: string | null
  mfa_enabled: boolean
  timezone: string
  scopes: string[] | null
  memberships: { organization_id: string; role: Role; permissions: string[]; mfa_required: boolean }[]
}

const KEY_PREFIX = 'dlk_'

/** Who a request comes from, by its bearer token: an access token of a session, or an API key. */
export function identifyBy(infra: Infra): Identify {
  const read = openAccessReader(infra.config.DEEDLINE_SECRET)
  const standingOf = (request: FastifyRequest) => standingOfToken(infra, tokenOf(request), read)
  const person = async (request: FastifyRequest) => toPerson(await standingOf(request), request.origin)
  const member = async (request: FastifyRequest) =>
    toActor(await standingOf(request), chosenOrganization(request), request.origin)
  return { person, member }
}

/** The same for a socket: its token, and the organization that it asks for. */
export async function identifyToken(
  infra: Infra,
  token: string,
  organization_id: string | undefined,
): Promise<Actor> {
  const read: ReadAccess = (value, now) => readAccess(infra.config.DEEDLINE_SECRET, value, now)
  return toActor(await standingOfToken(infra, token, read), organization_id, NOWHERE)
}

/** The same for work that goes on without its request: the member as they stand now. Throws when they no longer may. */
export async function identifyMember(
  infra: Pick<Infra, 'db'>,
  organization_id: string,
  user_id: string,
  origin: Origin,
): Promise<Actor> {
  const nobody = { session_id: '', mfa_at: null, scopes: null }
  const standing = await withIdentity(infra.db, NOWHERE, (tx) => loadStanding(tx, { user_id, ...nobody }))
  if (!standing)
    throw new AppError('unauthenticated', 'This account is not active. Contact an administrator.')
  return { ...toActor(standing, organization_id, origin), session_id: null }
}

function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!token)
    throw new AppError('unauthenticated', 'Sign in first: this needs an access token or an API key.')
  return token
}

async function standingOfToken(infra: Infra, token: string, read: ReadAccess): Promise<Standing> {
  const standing = token.startsWith(KEY_PREFIX)
    ? await ofApiKey(infra, token)
    : await ofSession(infra, token, read)
  if (!standing) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  return standing
}

async function ofSession(infra: Infra, token: string, read: ReadAccess): Promise<Standing | undefined> {
  const { user_id, session_id } = await read(token, infra.now())
  return remember(infra.cache, PATTERNS.session, { user_id, session_id }, () =>
    withIdentity(infra.db, NOWHERE, async (tx) => {
      const session = await findLiveFamily(tx, user_id, session_id)
      return session && loadStanding(tx, { user_id, session_id, mfa_at: session.mfa_at, scopes: null })
    }),
  )
}

/** The key's own look-up is not cached: what is kept of it is its hash alone. */
async function ofApiKey(infra: Infra, token: string): Promise<Standing | undefined> {
  return withIdentity(infra.db, NOWHERE, async (tx) => {
    const key = await touchApiKey(tx, hashToken(token), infra.now())
    if (!key) return undefined
    const standing = await loadStanding(tx, {
      user_id: key.user_id,
      session_id: key.id,
      mfa_at: null,
      scopes: key.scopes,
    })
    const memberships = standing?.memberships.filter((m) => m.organization_id === key.organization_id) ?? []
    return standing && { ...standing, memberships }
  })
}

async function loadStanding(
  tx: Tx,
  session: Pick<Standing, 'user_id' | 'session_id' | 'mfa_at' | 'scopes'>,
): Promise<Standing | undefined> {
  const user = await tx
    .selectFrom('users')
    .select(['mfa_enabled', 'timezone'])
    .where('id', '=', session.user_id)
    .where('status', '=', 'active')
    .executeTakeFirst()
  if (!user) return undefined
  const memberships = await tx
    .selectFrom('organization_members as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['m.organization_id', 'm.role', 'm.permissions', 'o.mfa_required'])
    .where('m.user_id', '=', session.user_id)
    .where('m.status', '=', 'active')
    .where('o.subscription_status', '<>', 'suspended')
    .orderBy('m.id')
    .execute()
  return { ...session, ...user, memberships: memberships as Standing['memberships'] }
}

function toPerson(standing: Standing, origin: Origin): Person {
  if (standing.scopes)
    throw new AppError('forbidden', 'An API key cannot do this; a person must be signed in.')
  return { user_id: standing.user_id, session_id: standing.session_id, mfa_at: standing.mfa_at, origin }
}

function toActor(standing: Standing, asked: string | undefined, origin: Origin): Actor {
  const { memberships } = standing
  const membership = asked ? memberships.find((m) => m.organization_id === asked) : memberships[0]
  if (!asked && memberships.length > 1)
    throw new AppError(
      'organization_required',
      'You belong to several organizations: choose one by x-organization-id.',
    )
  if (!membership)
    throw new AppError(
      'forbidden',
      asked ? 'You do not belong to this organization.' : 'You belong to no organization yet.',
    )
  const lead = membership.role === 'owner' || membership.role === 'admin'
  if (membership.mfa_required && lead && !standing.mfa_enabled)
    throw new AppError(
      'second_factor_setup_required',
      'Your organization asks owners and admins for a second factor. Set one up under Settings > Security.',
    )
  return {
    user_id: standing.user_id,
    organization_id: membership.organization_id,
    role: membership.role,
    permissions: permissionsOf(membership.role, membership.permissions, standing.scopes ?? undefined),
    session_id: standing.session_id,
    timezone: standing.timezone,
    origin,
  }
}

function chosenOrganization(request: FastifyRequest): string | undefined {
  const header = request.headers['x-organization-id']
  if (header === undefined || header === '') return undefined
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(String(header)))
    throw new AppError('invalid', 'x-organization-id is not the id of an organization.')
  return String(header).toLowerCase()
}
