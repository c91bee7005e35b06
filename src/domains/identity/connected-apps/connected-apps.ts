import { createHash, timingSafeEqual } from 'node:crypto'
import { appConnected, appDisconnected, appTokenReused } from '#domains/identity/events.ts'
import {
  ACCESS_SECONDS,
  APP_PREFIX,
  REFRESH_DAYS,
  readAppAccess,
  signAppAccess,
} from '#domains/identity/tokens.ts'
import { publish } from '#infra/facts/events.ts'
import { becomePerson, type Tx } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import { type Actor, may } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import { openRequest, withParameters } from './clients.ts'
import {
  type AppToken,
  findAppToken,
  findSuccessors,
  insertAppToken,
  insertConnectedApp,
  revokeEarlierConnections,
  saveAppRevoked,
  saveTokenUsed,
  touchConnectedApp,
} from './queries.ts'
import type { AppAccess, AppConsent } from './schema.ts'

type Secrets = { DEEDLINE_SECRET: string; BASE_URL: string }

const CODE_MS = 5 * 60_000
/** A refresh repeated within this time comes from the same app, which lost the response. */
const LOST_MS = 10_000

export type AppTokens = {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  refresh_token: string
  scope: AppAccess
}
/** Refusals are returned as values: what was found on the way, such as a stolen token, has to be saved. */
export type Exchanged = { tokens: AppTokens } | { refusal: string }

/** The member agrees: the app gets a code at its own address, which it exchanges for tokens. */
export async function connectApp(
  tx: Tx,
  actor: Actor,
  config: Secrets,
  { client_id, redirect_uri, code_challenge, state, access, ...request }: AppConsent,
  now: Date,
): Promise<{ redirect_url: string }> {
  const { organization_id } = actor
  const { name, host } = openRequest(config, { client_id, redirect_uri, code_challenge, ...request })
  const app_id = await insertConnectedApp(tx, organization_id, {
    user_id: actor.user_id ?? '',
    client_hash: hashToken(client_id),
    name,
    host,
    access,
  })
  const code = newAppToken('dlc', organization_id)
  const expires_at = new Date(now.getTime() + CODE_MS)
  await insertAppToken(tx, organization_id, {
    app_id,
    kind: 'code',
    token_hash: hashToken(code),
    redirect_uri,
    code_challenge,
    expires_at,
  })
  await publish(tx, organization_id, appConnected, app_id, { name, host, access })
  return { redirect_url: withParameters(redirect_uri, { code, state, iss: config.BASE_URL }) }
}

/**
 * A code works once, for the app that started the request (PKCE). A code used twice was stolen: the app is
 * disconnected.
 */
export async function exchangeCode(
  tx: Tx,
  { DEEDLINE_SECRET }: Secrets,
  given: { code: string; client_id: string; redirect_uri: string | undefined; code_verifier: string },
  now: Date,
): Promise<Exchanged> {
  const organization_id = organizationOf(given.code)
  const row = organization_id && (await findAppToken(tx, organization_id, 'code', hashToken(given.code)))
  if (!row) return { refusal: 'The code is not valid.' }
  await becomePerson(tx, row.user_id)
  if (row.used_at) return endForReuse(tx, organization_id, row, now)
  const right =
    hashToken(given.client_id) === row.client_hash &&
    (given.redirect_uri === undefined || given.redirect_uri === row.redirect_uri) &&
    isChallengeOf(given.code_verifier, row.code_challenge ?? '')
  if (!right || !isAlive(row, now)) return { refusal: 'The code is not valid, or has expired.' }
  await saveTokenUsed(tx, organization_id, row.id, now)
  await revokeEarlierConnections(tx, organization_id, { ...row, id: row.app_id }, now)
  return issueTokens(tx, DEEDLINE_SECRET, organization_id, row, now)
}

/**
 * A refresh token works once, and only the newest one of an app works. If it is used again, two parties have it: the app
 * is disconnected. A response that was lost can be fetched again; what it contained no longer works.
 */
export async function refreshApp(
  tx: Tx,
  { DEEDLINE_SECRET }: Secrets,
  given: { refresh_token: string; client_id: string | undefined },
  now: Date,
): Promise<Exchanged> {
  const organization_id = organizationOf(given.refresh_token)
  const row =
    organization_id && (await findAppToken(tx, organization_id, 'refresh', hashToken(given.refresh_token)))
  if (!row || (given.client_id !== undefined && hashToken(given.client_id) !== row.client_hash))
    return { refusal: 'The refresh token is not valid.' }
  await becomePerson(tx, row.user_id)
  if (await isReused(tx, organization_id, row, now)) return endForReuse(tx, organization_id, row, now)
  if (!isAlive(row, now)) return { refusal: 'The app is no longer connected.' }
  if (!row.used_at) await saveTokenUsed(tx, organization_id, row.id, now)
  return issueTokens(tx, DEEDLINE_SECRET, organization_id, row, now)
}

/**
 * A used token may come back within the leeway, as long as the app has used nothing that it got for it. An unused token
 * with a newer one beside it was replaced that way.
 */
async function isReused(tx: Tx, organization_id: string, row: AppToken, now: Date): Promise<boolean> {
  const { issued, used } = await findSuccessors(tx, organization_id, row)
  if (!row.used_at) return issued
  return used || now.getTime() - Date.parse(row.used_at) > LOST_MS
}

async function issueTokens(
  tx: Tx,
  secret: string,
  organization_id: string,
  { app_id, user_id, access }: AppToken,
  now: Date,
): Promise<Exchanged> {
  const refresh_token = newAppToken('dlr', organization_id)
  const expires_at = new Date(now.getTime() + REFRESH_DAYS * 86_400_000)
  const token_hash = hashToken(refresh_token)
  await insertAppToken(tx, organization_id, { app_id, kind: 'refresh', token_hash, expires_at })
  await touchConnectedApp(tx, organization_id, app_id, now)
  const access_token = await signAppAccess(secret, { user_id, organization_id, app_id }, now)
  return {
    tokens: { access_token, token_type: 'Bearer', expires_in: ACCESS_SECONDS, refresh_token, scope: access },
  }
}

async function endForReuse(
  tx: Tx,
  organization_id: string,
  { app_id, name }: AppToken,
  now: Date,
): Promise<{ refusal: string }> {
  if (await saveAppRevoked(tx, organization_id, app_id, null, now))
    await publish(tx, organization_id, appTokenReused, app_id, { name })
  return { refusal: 'This was used before, so the app was disconnected. Connect it again.' }
}

/** The app gives up its own access, by either of its tokens (RFC 7009). An unknown token gets the same response. */
export async function giveUpAccess(tx: Tx, secret: string, token: string, now: Date): Promise<void> {
  const app = await appOfToken(tx, secret, token, now)
  if (!app) return
  await becomePerson(tx, app.user_id)
  await disconnect(tx, app.organization_id, app.app_id, app.user_id, now)
}

async function appOfToken(tx: Tx, secret: string, token: string, now: Date) {
  if (token.startsWith(APP_PREFIX)) return readAppAccess(secret, token, now).catch(() => undefined)
  const organization_id = organizationOf(token)
  const row = organization_id && (await findAppToken(tx, organization_id, 'refresh', hashToken(token)))
  return row ? { ...row, organization_id } : undefined
}

/** Disconnects an app: their own, or anyone's if they manage members. */
export async function revokeApp(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const whose = may(actor, 'members.manage') ? null : actor.user_id
  found(await disconnect(tx, actor.organization_id, id, whose, now), 'connected app')
}

async function disconnect(tx: Tx, organization_id: string, id: string, user_id: string | null, now: Date) {
  const app = await saveAppRevoked(tx, organization_id, id, user_id, now)
  if (app) await publish(tx, organization_id, appDisconnected, id, { name: app.name })
  return app
}

function isAlive({ expires_at, revoked_at, is_member }: AppToken, now: Date): boolean {
  return is_member && revoked_at === null && Date.parse(expires_at) > now.getTime()
}

/** S256 of RFC 7636. */
function isChallengeOf(verifier: string, challenge: string): boolean {
  const [made, known] = [createHash('sha256').update(verifier).digest('base64url'), challenge].map(
    Buffer.from,
  )
  return !!made && !!known && made.length === known.length && timingSafeEqual(made, known)
}

/** A token includes its organization, and is looked up only there. */
function newAppToken(prefix: 'dlc' | 'dlr', organization_id: string): string {
  return `${prefix}_${organization_id.replaceAll('-', '')}_${newToken()}`
}

function organizationOf(token: string): string {
  const hex = /^dl[cr]_([0-9a-f]{32})_[\w-]{43}$/.exec(token)?.[1]
  return hex ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : ''
}
