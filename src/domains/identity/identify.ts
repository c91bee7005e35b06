import { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { remember } from '#infra/cache/cache.ts'
import type { Identify, Person } from '#infra/http/server.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import { type Actor, NOWHERE, type Origin, type Role } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { touchApiKey } from './api-keys/queries.ts'
import { sessionCache } from './caches.ts'
import { scopesOf } from './connected-apps/access.ts'
import { RESOURCE_PATH } from './connected-apps/clients.ts'
import { findLiveApp } from './connected-apps/queries.ts'
import type { AppAccess } from './connected-apps/schema.ts'
import { demandConfirmed } from './sessions/confirm.ts'
import { findLiveFamily } from './sessions/queries.ts'
import { APP_PREFIX, openAccessReader, type ReadAccess, readAppAccess } from './tokens.ts'

/**
 * What a request needs to know of a session or an API key; cached, and invalidated the moment a row behind it changes.
 */
type Standing = {
  user_id: string
  session_id: string
  mfa_at: string | null
  confirmed_at: string | null
  mfa_enabled: boolean
  timezone: string
  scopes: string[] | null
  /** Set for a connected app. */
  app: AppAccess | null
  memberships: { organization_id: string; role: Role; permissions: string[]; mfa_required: boolean }[]
}

const KEY_PREFIX = 'dlk_'

/** Identifies the caller by their bearer token: a session's access token, or an API key. */
export function identifyBy(infra: Infra): Identify {
  const read = openAccessReader(infra.config.DEEDLINE_SECRET)
  const keys = openKeyReader()
  const standingOf = async (request: FastifyRequest) => {
    const standing = await standingOfToken(infra, tokenOf(request), { read, keys, address: request.ip })
    if (standing.app) demandAgentsPlace(standing.app, request)
    const { confirmed, personal } = request.routeOptions.config
    if (personal && standing.scopes)
      throw new AppError('forbidden', 'API keys can’t do this. Sign in to do it.')
    if (confirmed) {
      if (standing.scopes) throw new AppError('forbidden', 'API keys can’t do this. Sign in to do it.')
      await demandConfirmed(infra, standing)
    }
    return standing
  }
  const person = async (request: FastifyRequest) => toPerson(await standingOf(request), request.origin)
  const member = async (request: FastifyRequest) =>
    toActor(infra, await standingOf(request), chosenOrganization(request), request.origin)
  return { person, member }
}

/** The same for a socket: its token, the organization that it asks for, and the address that it comes from. */
export type IdentifySocket = (
  token: string,
  organization_id: string | undefined,
  address: string,
) => Promise<Actor>

export function identifySocketBy(infra: Infra): IdentifySocket {
  const read = openAccessReader(infra.config.DEEDLINE_SECRET)
  const keys = openKeyReader()
  return async (token, organization_id, address) => {
    const standing = await standingOfToken(infra, token, { read, keys, address })
    if (standing.app) throw new AppError('forbidden', 'A connected app cannot listen here.')
    return toActor(infra, standing, organization_id, NOWHERE)
  }
}

/**
 * The same for work that continues after its request: the member with their current permissions. Throws when they have
 * lost access.
 */
export async function identifyMember(
  infra: Pick<Infra, 'db' | 'permissions'>,
  organization_id: string,
  user_id: string,
  origin: Origin,
): Promise<Actor> {
  const nobody = { session_id: '', mfa_at: null, confirmed_at: null, scopes: null, app: null }
  const standing = await withIdentity(infra.db, NOWHERE, (tx) => loadStanding(tx, { user_id, ...nobody }))
  if (!standing)
    throw new AppError('unauthenticated', 'This account is not active. Contact an administrator.')
  return { ...toActor(infra, standing, organization_id, origin), session_id: null }
}

function tokenOf(request: FastifyRequest): string {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (!token)
    throw new AppError('unauthenticated', 'Sign in first: this needs an access token or an API key.')
  return token
}

async function standingOfToken(
  infra: Infra,
  token: string,
  { read, keys, address }: Means,
): Promise<Standing> {
  const standing = token.startsWith(KEY_PREFIX)
    ? await keys(hashToken(token), address, (token_hash) => ofApiKey(infra, token_hash))
    : token.startsWith(APP_PREFIX)
      ? await ofConnectedApp(infra, token)
      : await ofSession(infra, token, read)
  if (!standing) throw new AppError('unauthenticated', 'Your session has ended. Sign in again.')
  return standing
}

const GUESSES_PER_MINUTE = 20

/**
 * Looks API keys up. An address that has sent too many invalid ones is refused for a minute without a lookup, so that
 * invented keys cost no transaction; keys that have worked before still do.
 */
function openKeyReader() {
  const known = new LRUCache<string, true>({ max: 10_000 })
  const guesses = new LRUCache<string, number>({ max: 10_000, ttl: 60_000 })
  return async <T>(token_hash: string, address: string, look: (hash: string) => Promise<T | undefined>) => {
    const guessed = guesses.get(address) ?? 0
    if (guessed >= GUESSES_PER_MINUTE && !known.has(token_hash))
      throw new AppError('too_many', 'Too many invalid API keys. Try again in a minute.', { retry_after: 60 })
    const found = await look(token_hash)
    if (found) known.set(token_hash, true)
    else guesses.set(address, guessed + 1, { noUpdateTTL: true })
    return found
  }
}

type Means = { read: ReadAccess; keys: ReturnType<typeof openKeyReader>; address: string }

async function ofSession(infra: Infra, token: string, read: ReadAccess): Promise<Standing | undefined> {
  const { user_id, session_id } = await read(token, infra.now())
  return remember(infra.cache, sessionCache, { user_id, session_id }, () =>
    withIdentity(infra.db, NOWHERE, async (tx) => {
      const session = await findLiveFamily(tx, user_id, session_id)
      return session && loadStanding(tx, { user_id, session_id, ...session, scopes: null, app: null })
    }),
  )
}

/** The lookup of the key itself is not cached: only its hash is stored. */
async function ofApiKey(infra: Infra, token_hash: string): Promise<Standing | undefined> {
  return withIdentity(infra.db, NOWHERE, async (tx) => {
    const key = await touchApiKey(tx, token_hash, infra.now())
    if (!key) return undefined
    const standing = await loadStanding(tx, {
      user_id: key.user_id,
      session_id: key.id,
      mfa_at: null,
      confirmed_at: null,
      scopes: key.scopes,
      app: null,
    })
    return standing && within(standing, key.organization_id)
  })
}

async function ofConnectedApp(infra: Infra, token: string): Promise<Standing | undefined> {
  const { user_id, organization_id, app_id } = await readAppAccess(
    infra.config.DEEDLINE_SECRET,
    token,
    infra.now(),
  )
  return remember(infra.cache, sessionCache, { user_id, session_id: app_id }, () =>
    withIdentity(infra.db, NOWHERE, async (tx) => {
      const app = await findLiveApp(tx, organization_id, app_id)
      if (!app) return undefined
      const nobody = { mfa_at: null, confirmed_at: null }
      const scopes = scopesOf(infra.permissions, app.access)
      const standing = await loadStanding(tx, {
        user_id,
        session_id: app_id,
        ...nobody,
        scopes,
        app: app.access,
      })
      return standing && within(standing, organization_id)
    }),
  )
}

/** Limits the standing to one organization. */
function within(standing: Standing, organization_id: string): Standing {
  return {
    ...standing,
    memberships: standing.memberships.filter((m) => m.organization_id === organization_id),
  }
}

const READS = new Set(['GET', 'HEAD'])

/**
 * An app's token is for the agents' own address, and for the calls made there on its behalf, which have no network
 * connection. A read-only app makes no call that changes anything, whatever permission that would need.
 */
function demandAgentsPlace(access: AppAccess, { routeOptions, socket, method }: FastifyRequest): void {
  if (routeOptions.url !== RESOURCE_PATH && socket instanceof Socket)
    throw new AppError('unauthenticated', `This token works only at ${RESOURCE_PATH}.`)
  if (access === 'read' && routeOptions.config.call && !READS.has(method))
    throw new AppError(
      'forbidden',
      'This app is connected for reading only. Connect it again to change that.',
    )
}

async function loadStanding(
  tx: Tx,
  session: Omit<Standing, 'mfa_enabled' | 'timezone' | 'memberships'>,
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
  if (standing.scopes) throw new AppError('forbidden', 'API keys can’t do this. Sign in to do it.')
  return { user_id: standing.user_id, session_id: standing.session_id, mfa_at: standing.mfa_at, origin }
}

function toActor(
  { permissions }: Pick<Infra, 'permissions'>,
  standing: Standing,
  asked: string | undefined,
  origin: Origin,
): Actor {
  const { memberships } = standing
  const membership = asked ? memberships.find((m) => m.organization_id === asked) : memberships[0]
  if (!asked && memberships.length > 1)
    throw new AppError(
      'organization_required',
      'You belong to several organizations. Name one in X-Organization-Id.',
    )
  if (!membership)
    throw new AppError(
      'forbidden',
      asked ? 'You aren’t a member of this organization.' : 'You aren’t a member of an organization yet.',
    )
  const lead = membership.role === 'owner' || membership.role === 'admin'
  if (membership.mfa_required && lead && !standing.mfa_enabled)
    throw new AppError(
      'second_factor_setup_required',
      'Your organization requires two-step verification for owners and administrators. Set it up under Settings > Security.',
    )
  return {
    user_id: standing.user_id,
    organization_id: membership.organization_id,
    role: membership.role,
    permissions: permissions.of(membership.role, membership.permissions, standing.scopes ?? undefined),
    session_id: standing.session_id,
    timezone: standing.timezone,
    confirmed_at: standing.confirmed_at,
    origin,
    ...(standing.app === 'read' && { reads_only: true }),
  }
}

function chosenOrganization(request: FastifyRequest): string | undefined {
  const header = request.headers['x-organization-id']
  if (header === undefined || header === '') return undefined
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(String(header)))
    throw new AppError('invalid', 'X-Organization-Id isn’t a valid id.')
  return String(header).toLowerCase()
}
