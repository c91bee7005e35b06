import { passwordChanged, profileChanged } from '#domains/identity/events.ts'
import { checkPassword, demandGoodPassword, hashPassword } from '#domains/identity/passwords.ts'
import type { Profile, User } from '#domains/identity/schema.ts'
import { revokeSessions } from '#domains/identity/sessions/queries.ts'
import { unchanged } from '#infra/http.ts'
import type { Tx } from '#infra/postgres.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError } from '#lib/errors.ts'
import { publishOfPerson } from './facts.ts'
import { getPasswordHash, getUser, savePassword, saveProfile } from './queries.ts'

export async function changeProfile(
  tx: Tx,
  user_id: string,
  version: number,
  profile: Profile,
): Promise<User> {
  const before = await getUser(tx, user_id)
  const after = unchanged(await saveProfile(tx, user_id, version, profile), 'profile')
  const changes = changesOf(before, after, ['first_name', 'last_name', 'phone_primary', 'timezone', 'locale'])
  await publishOfPerson(tx, user_id, profileChanged, changes)
  return after
}

/** Changes the password; every session ends, the one that asks too. */
export async function changePassword(
  tx: Tx,
  user_id: string,
  old: string,
  next: string,
  now: Date,
): Promise<void> {
  const user = await getUser(tx, user_id)
  const right = await checkPassword(await getPasswordHash(tx, user_id), old)
  if (!right)
    throw new AppError('invalid', 'The current password is wrong.', {
      issues: [{ field: 'current_password', reason: 'is wrong' }],
    })
  demandGoodPassword(next, [user.email, user.first_name, user.last_name])
  await savePassword(tx, user_id, await hashPassword(next))
  await revokeSessions(tx, user_id, now)
  await publishOfPerson(tx, user_id, passwordChanged, { how: 'changed' })
}
