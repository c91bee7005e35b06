import type { Tx } from '#infra/postgres/transactions.ts'
import type { Passkey } from './schema.ts'

export type ChallengePurpose = 'add' | 'sign_in' | 'second_factor' | 'confirm'
type NewChallenge = {
  user_id: string | null
  purpose: ChallengePurpose
  challenge_hash: string
  expires_at: Date
}

export async function insertChallenge(tx: Tx, challenge: NewChallenge): Promise<void> {
  await tx.insertInto('passkey_challenges').values(challenge).execute()
}

/** Uses a challenge up, whatever comes of it: of two answers at once, one is looked at. */
export async function spendChallenge(
  tx: Tx,
  { purpose, challenge_hash, user_id }: Omit<NewChallenge, 'expires_at'>,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .deleteFrom('passkey_challenges')
    .where('challenge_hash', '=', challenge_hash)
    .where('purpose', '=', purpose)
    .where((eb) => (user_id ? eb('user_id', '=', user_id) : eb('user_id', 'is', null)))
    .returning('expires_at')
    .executeTakeFirst()
  return row !== undefined && Date.parse(row.expires_at) > now.getTime()
}

export async function deleteExpiredChallenges(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('passkey_challenges').where('expires_at', '<', now.toISOString()).execute()
}

const PASSKEY = ['id', 'name', 'backed_up', 'last_used_at', 'created_at'] as const

export function listPasskeys(tx: Tx, user_id: string): Promise<Passkey[]> {
  return tx.selectFrom('passkeys').select(PASSKEY).where('user_id', '=', user_id).orderBy('id').execute()
}

export type Credential = {
  id: string
  user_id: string
  credential_id: string
  public_key: string
  counter: number
  transports: string[]
}
const CREDENTIAL = ['id', 'user_id', 'credential_id', 'public_key', 'counter', 'transports'] as const

export function listCredentials(tx: Tx, user_id: string): Promise<Credential[]> {
  return tx.selectFrom('passkeys').select(CREDENTIAL).where('user_id', '=', user_id).orderBy('id').execute()
}

export function findCredential(tx: Tx, credential_id: string): Promise<Credential | undefined> {
  return tx
    .selectFrom('passkeys')
    .select(CREDENTIAL)
    .where('credential_id', '=', credential_id)
    .executeTakeFirst()
}

type NewPasskey = Omit<Credential, 'id'> & { name: string; backed_up: boolean }

export function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<Passkey> {
  return tx.insertInto('passkeys').values(passkey).returning(PASSKEY).executeTakeFirstOrThrow()
}

/** False where the counter went back: the same key is in two places. Authenticators without one always say 0. */
export async function saveUse(tx: Tx, id: string, counter: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('passkeys')
    .set({ counter, last_used_at: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('counter', '<', counter), eb.and([eb('counter', '=', 0), eb.val(counter === 0)])]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export function savePasskeyName(
  tx: Tx,
  user_id: string,
  id: string,
  name: string,
): Promise<Passkey | undefined> {
  return tx
    .updateTable('passkeys')
    .set({ name })
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .returning(PASSKEY)
    .executeTakeFirst()
}

export async function deletePasskey(
  tx: Tx,
  user_id: string,
  id: string,
): Promise<{ name: string } | undefined> {
  return tx
    .deleteFrom('passkeys')
    .where('user_id', '=', user_id)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
}
