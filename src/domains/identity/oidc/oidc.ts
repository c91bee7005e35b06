import {
  memberJoined,
  organizationCreated,
  providerConnected,
  providerDisconnected,
  signedUp,
} from '#domains/identity/events.ts'
import { insertMember } from '#domains/identity/members/queries.ts'
import { saveMemberSettings } from '#domains/identity/notifications/queries.ts'
import { insertOrganization } from '#domains/identity/organizations/queries.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { replacePassword } from '#domains/identity/people/people.ts'
import {
  findLogin,
  getPasswordHash,
  getUser,
  insertUser,
  saveEmailVerified,
} from '#domains/identity/people/queries.ts'
import { publish } from '#infra/facts/events.ts'
import { becomePerson, type Tx } from '#infra/postgres/transactions.ts'
import { AppError, found } from '#lib/errors.ts'
import type { ProvenPerson, Provider } from './providers.ts'
import {
  deleteConnection,
  findConnectedUser,
  insertConnection,
  listConnections,
  saveConnectionUsed,
} from './queries.ts'

/**
 * The account for a proven identity: the connected one; else the one that they are signed in to; else the one with
 * their address, if the provider verifies addresses; else a new one with its own organization.
 */
export async function personOf(
  tx: Tx,
  provider: Provider,
  proven: ProvenPerson,
  signed_in: string | null,
  now: Date,
): Promise<string> {
  const connected = await findConnectedUser(tx, provider.name, proven.provider_user_id)
  if (connected && signed_in && connected !== signed_in)
    throw new AppError('conflict', `This ${provider.label} account belongs to another account here.`)
  const user_id =
    connected ?? signed_in ?? (await byAddress(tx, provider, proven, now)) ?? (await newAccount(tx, proven))
  await becomePerson(tx, user_id)
  if (connected) await saveConnectionUsed(tx, provider.name, proven, now)
  else {
    const { provider_user_id, email } = proven
    const last_used_at = signed_in ? null : now
    await insertConnection(tx, { user_id, provider: provider.name, provider_user_id, email, last_used_at })
    await publishOfPerson(tx, user_id, providerConnected, { provider: provider.name })
  }
  return user_id
}

async function byAddress(
  tx: Tx,
  provider: Provider,
  proven: ProvenPerson,
  now: Date,
): Promise<string | undefined> {
  const login = await findLogin(tx, proven.email)
  if (!login) return undefined
  if (!proven.email_verified)
    throw new AppError(
      'forbidden',
      `There is an account with ${proven.email}. Sign in with its password and connect ${provider.label} under Settings > Security.`,
    )
  // Whoever created it never proved that the address is theirs: its password and sessions are removed.
  if (!login.email_verified) await claimAccount(tx, login.id, now)
  return login.id
}

async function claimAccount(tx: Tx, user_id: string, now: Date): Promise<void> {
  await becomePerson(tx, user_id)
  await replacePassword(tx, user_id, null, now)
  await saveEmailVerified(tx, user_id)
}

async function newAccount(
  tx: Tx,
  { email, email_verified, first_name, last_name }: ProvenPerson,
): Promise<string> {
  const user_id = await insertUser(tx, {
    email,
    first_name,
    last_name,
    password_hash: null,
    email_verified,
    timezone: 'America/Los_Angeles',
    locale: 'en-US',
  })
  await becomePerson(tx, user_id)
  const name = `Office of ${first_name} ${last_name}`.slice(0, 300)
  const organization_id = await insertOrganization(tx, { name, type: 'agency' })
  const member_id = await insertMember(tx, organization_id, { user_id, role: 'owner', created_by: user_id })
  await saveMemberSettings(tx, organization_id, user_id, { first_run: true })
  await publish(tx, organization_id, organizationCreated, organization_id, { name })
  await publish(tx, organization_id, memberJoined, member_id, { user_id, role: 'owner' })
  await publishOfPerson(tx, user_id, signedUp, { email })
  return user_id
}

/** Disconnects a provider from an account, unless that would leave no way to sign in. */
export async function disconnectProvider(tx: Tx, user_id: string, provider: string): Promise<void> {
  const others = (await listConnections(tx, user_id)).filter((one) => one.provider !== provider)
  if (others.length === 0 && !(await getPasswordHash(tx, user_id)))
    throw new AppError(
      'refused',
      'This is your only way in. Set a password first, under Settings > Security.',
    )
  found((await deleteConnection(tx, user_id, provider)) || undefined, 'connected provider')
  await publishOfPerson(tx, user_id, providerDisconnected, { provider })
}

/** Throws when the person may not sign in at all. */
export async function demandMayEnter(tx: Tx, user_id: string): Promise<{ mfa_enabled: boolean }> {
  const user = await getUser(tx, user_id)
  const login = found(await findLogin(tx, user.email), 'person')
  if (login.status !== 'active')
    throw new AppError('forbidden', 'This account is disabled. Contact your administrator.')
  return login
}
