import { insertMember } from '#domains/identity/members/queries.ts'
import { insertOrganization } from '#domains/identity/organizations/queries.ts'
import { insertUser } from '#domains/identity/people/queries.ts'
import { insertSession } from '#domains/identity/sessions/queries.ts'
import { signAccess } from '#domains/identity/tokens.ts'
import type { Infra } from '#infra/infra.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import { NOWHERE, type Role } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'

export type TestPerson = {
  user_id: string
  organization_id: string
  email: string
  role: Role
  token: string
}

/** A signed-in member without a password, as fast as the database allows. */
export async function insertColleague(infra: Infra, role: Role, colleague?: TestPerson): Promise<TestPerson> {
  const email = `${role}-${newId().slice(-12)}@example.com`
  const now = infra.now()
  return withIdentity(infra.db, NOWHERE, async (tx) => {
    const organization_id =
      colleague?.organization_id ??
      (await insertOrganization(tx, { name: `Office of ${email}`, type: 'agency' }))
    const user_id = await insertUser(tx, {
      email,
      first_name: role,
      last_name: email.slice(-18, -12),
      timezone: 'America/Denver',
      locale: 'en-US',
      password_hash: null,
      email_verified: true,
    })
    await insertMember(tx, organization_id, { user_id, role, created_by: user_id })
    const expires_at = new Date(now.getTime() + 86_400_000)
    const session_id = await insertSession(
      tx,
      {
        user_id,
        token_hash: hashToken(newToken()),
        mfa_at: null,
        confirmed_at: now.toISOString(),
        expires_at,
      },
      NOWHERE,
    )
    const token = await signAccess(infra.config.DEEDLINE_SECRET, user_id, session_id, now)
    return { user_id, organization_id, email, role, token }
  })
}
