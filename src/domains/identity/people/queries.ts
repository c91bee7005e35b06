import { sql } from 'kysely'
import type { Membership, Profile, User } from '#domains/identity/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Role } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import type { Permissions } from '#lib/permissions.ts'

const USER = [
  'id',
  'email',
  'first_name',
  'last_name',
  'display_name',
  'phone_primary',
  'avatar_url',
  'license_numbers',
  'timezone',
  'locale',
  'email_verified',
  'mfa_enabled',
  'version',
] as const

export async function getUser(tx: Tx, id: string): Promise<User> {
  return found(await tx.selectFrom('users').select(USER).where('id', '=', id).executeTakeFirst(), 'person')
}

/**
 * Everything that starts or ends a person's sessions waits for this lock, so that none starts while all are being
 * ended. Held until the transaction ends.
 */
export async function lockPerson(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

export type Login = {
  id: string
  password_hash: string | null
  status: 'active' | 'inactive' | 'suspended' | 'deleted'
  email_verified: boolean
  mfa_enabled: boolean
}

const LOGIN = ['id', 'password_hash', 'status', 'email_verified', 'mfa_enabled'] as const

export function findLogin(tx: Tx, email: string): Promise<Login | undefined> {
  return tx.selectFrom('users').select(LOGIN).where('email', '=', email).executeTakeFirst()
}

export async function getLogin(tx: Tx, id: string): Promise<Login> {
  const row = await tx.selectFrom('users').select(LOGIN).where('id', '=', id).executeTakeFirst()
  return found(row, 'person')
}

export async function findUserIdByEmail(tx: Tx, email: string): Promise<string | undefined> {
  return (await tx.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst())?.id
}

export type NewUser = {
  email: string
  password_hash: string | null
  first_name: string
  last_name: string
  timezone: string
  locale: string
  email_verified: boolean
}

export async function insertUser(tx: Tx, user: NewUser): Promise<string> {
  return (await tx.insertInto('users').values(user).returning('id').executeTakeFirstOrThrow()).id
}

export async function saveEmailVerified(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('users').set({ email_verified: true }).where('id', '=', id).execute()
}

export async function savePassword(tx: Tx, id: string, password_hash: string | null): Promise<void> {
  await tx
    .updateTable('users')
    .set({ password_hash, failed_login_attempts: 0, locked_until: null })
    .where('id', '=', id)
    .execute()
}

export async function getPasswordHash(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.selectFrom('users').select('password_hash').where('id', '=', id).executeTakeFirst()
  return found(row, 'person').password_hash
}

export async function saveLogin(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({
      last_login_at: now,
      login_count: sql`login_count + 1`,
      failed_login_attempts: 0,
      locked_until: null,
    })
    .where('id', '=', id)
    .execute()
}

export async function saveFailedLogin(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ failed_login_attempts: sql`failed_login_attempts + 1` })
    .where('id', '=', id)
    .execute()
}

export async function saveMfaEnabled(tx: Tx, id: string, mfa_enabled: boolean): Promise<void> {
  await tx.updateTable('users').set({ mfa_enabled }).where('id', '=', id).execute()
}

export function saveProfile(
  tx: Tx,
  id: string,
  version: number,
  { license_numbers, ...profile }: Partial<Profile>,
): Promise<User | undefined> {
  return tx
    .updateTable('users')
    .set({
      ...profile,
      ...(license_numbers && { license_numbers: JSON.stringify(license_numbers) }),
      updated_by: id,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(USER)
    .executeTakeFirst()
}

export async function savePhoto(tx: Tx, id: string, avatar_url: string | null): Promise<User> {
  return tx
    .updateTable('users')
    .set({ avatar_url, updated_by: id })
    .where('id', '=', id)
    .returning(USER)
    .executeTakeFirstOrThrow()
}

/** The organizations in which a person is active, oldest membership first. */
export async function listMemberships(
  tx: Tx,
  user_id: string,
  permissions: Permissions,
): Promise<Membership[]> {
  const rows = await tx
    .selectFrom('organization_members as m')
    .innerJoin('organizations as o', 'o.id', 'm.organization_id')
    .select(['o.id as organization_id', 'o.name', 'o.slug', 'o.type', 'o.logo_url'])
    .select(['o.branding', 'o.mfa_required'])
    .select(['m.role', 'm.permissions'])
    .where('m.user_id', '=', user_id)
    .where('m.status', '=', 'active')
    .where('o.subscription_status', '<>', 'suspended')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({ ...row, permissions: [...permissions.of(row.role as Role, row.permissions)] }))
}
