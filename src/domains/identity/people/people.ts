import { deleteDevices } from '#domains/identity/devices/queries.ts'
import { passwordChanged, profileChanged } from '#domains/identity/events.ts'
import { demandGoodPassword } from '#domains/identity/passwords.ts'
import type { Profile, User } from '#domains/identity/schema.ts'
import { revokeSessions } from '#domains/identity/sessions/queries.ts'
import { type Person, unchanged } from '#infra/http/server.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { becomePerson, type Tx, withIdentity } from '#infra/postgres/transactions.ts'
import { checkPassword, hashPassword } from '#infra/secrets.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError } from '#lib/errors.ts'
import { publishOfPerson } from './facts.ts'
import { getPasswordHash, getUser, lockPerson, savePassword, savePhoto, saveProfile } from './queries.ts'

/** One transaction that sees this person's rows, and no organization's. */
export function asPerson<T>(db: Db, { user_id, origin }: Person, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withIdentity(db, origin, async (tx) => {
    await becomePerson(tx, user_id)
    return work(tx)
  })
}

export async function changeProfile(
  tx: Tx,
  user_id: string,
  version: number,
  profile: Profile,
): Promise<User> {
  const before = await getUser(tx, user_id)
  const after = unchanged(await saveProfile(tx, user_id, version, profile), 'profile')
  const changes = changesOf(before, after, [
    'first_name',
    'last_name',
    'phone_primary',
    'license_numbers',
    'timezone',
    'locale',
  ])
  await publishOfPerson(tx, user_id, profileChanged, changes)
  return after
}

/** Sets a new photo, or none; returns the address of the one before, so that its file can be removed. */
export async function changePhoto(
  tx: Tx,
  user_id: string,
  avatar_url: string | null,
): Promise<{ before: string | null; saved: User }> {
  await lockPerson(tx, user_id)
  const before = await getUser(tx, user_id)
  const saved = await savePhoto(tx, user_id, avatar_url)
  await publishOfPerson(tx, user_id, profileChanged, changesOf(before, saved, ['avatar_url']))
  return { before: before.avatar_url, saved }
}

/**
 * Changes the password; every session except the current one ends. Hashing runs between two transactions; the second
 * checks whether the password is still the one that was verified.
 */
export async function changePassword(
  db: Db,
  { user_id, session_id, origin }: Person,
  { current_password, password }: { current_password: string; password: string },
  now: Date,
): Promise<void> {
  const { user, checked } = await withIdentity(db, origin, async (tx) => ({
    user: await getUser(tx, user_id),
    checked: await getPasswordHash(tx, user_id),
  }))
  const wrong = new AppError('invalid', 'The current password is incorrect.', {
    issues: [{ field: 'current_password', reason: 'The current password is incorrect.' }],
  })
  if (!(await checkPassword(checked, current_password))) throw wrong
  demandGoodPassword(password, [user.email, user.first_name, user.last_name])
  const password_hash = await hashPassword(password)
  await withIdentity(db, origin, async (tx) => {
    await becomePerson(tx, user_id)
    await lockPerson(tx, user_id)
    if ((await getPasswordHash(tx, user_id)) !== checked) throw wrong
    await replacePassword(tx, user_id, password_hash, now, session_id)
    await publishOfPerson(tx, user_id, passwordChanged, { how: 'changed' })
  })
}

/** Sets a new password, or none. Every session `but` one ends, and every device has to be verified again. */
export async function replacePassword(
  tx: Tx,
  user_id: string,
  password_hash: string | null,
  now: Date,
  but: string | null = null,
): Promise<void> {
  await revokeSessions(tx, user_id, now, undefined, but)
  await savePassword(tx, user_id, password_hash)
  await deleteDevices(tx, user_id)
}
