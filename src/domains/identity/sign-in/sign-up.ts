import {
  emailVerified,
  memberJoined,
  organizationCreated,
  passwordChanged,
  signedUp,
} from '#domains/identity/events.ts'
import { spendToken } from '#domains/identity/factors/queries.ts'
import { acceptInvitation } from '#domains/identity/invitations/invitations.ts'
import { insertMember } from '#domains/identity/members/queries.ts'
import { insertOrganization } from '#domains/identity/organizations/queries.ts'
import { demandGoodPassword, hashPassword } from '#domains/identity/passwords.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { findLogin, insertUser, saveEmailVerified, savePassword } from '#domains/identity/people/queries.ts'
import type { NewAccount } from '#domains/identity/schema.ts'
import { revokeSessions } from '#domains/identity/sessions/queries.ts'
import { hashToken } from '#domains/identity/tokens.ts'
import { enqueue, publish } from '#infra/events.ts'
import { becomePerson, type Tx } from '#infra/postgres.ts'
import { AppError } from '#lib/errors.ts'

/**
 * Opens an account: with a new organization, or in the one that invited. Whoever has an account already gets a mail
 * that says so, and the answer is the same, so that nobody can ask who has one.
 */
export async function signUp(tx: Tx, input: NewAccount, now: Date): Promise<void> {
  demandGoodPassword(input.password, [
    input.email,
    input.first_name,
    input.last_name,
    input.organization_name ?? '',
  ])
  if (!input.organization_name && !input.invitation_token)
    throw new AppError('invalid', 'Name your organization, or open the link of an invitation.', {
      issues: [{ field: 'organization_name', reason: 'is missing' }],
    })
  const password_hash = await hashPassword(input.password)
  if (await findLogin(tx, input.email)) {
    await enqueue(tx, 'identity.mail_has_account', { email: input.email })
    return
  }
  const { email, first_name, last_name, timezone, locale } = input
  const user_id = await insertUser(tx, {
    email,
    first_name,
    last_name,
    timezone,
    locale,
    password_hash,
    email_verified: false,
  })
  await becomePerson(tx, user_id)
  if (input.invitation_token) {
    await acceptInvitation(tx, user_id, email, input.invitation_token, now)
    await saveEmailVerified(tx, user_id) // The link came to this address: it is proof enough.
  } else {
    await foundOrganization(tx, user_id, input)
    await enqueue(tx, 'identity.mail_verification', { user_id })
  }
  await publishOfPerson(tx, user_id, signedUp, { email })
}

async function foundOrganization(tx: Tx, user_id: string, input: NewAccount): Promise<void> {
  const name = input.organization_name ?? ''
  const organization_id = await insertOrganization(tx, { name, type: input.organization_type })
  const member_id = await insertMember(tx, organization_id, { user_id, role: 'owner', created_by: user_id })
  await publish(tx, organization_id, organizationCreated, organization_id, { name })
  await publish(tx, organization_id, memberJoined, member_id, { user_id, role: 'owner' })
}

/** Confirms the address by the link that was mailed to it. Answers whose it is. */
export async function verifyEmail(tx: Tx, token: string, now: Date): Promise<string> {
  const user_id = await spendToken(tx, 'verify_email', hashToken(token), now)
  if (!user_id)
    throw new AppError('gone', 'This link was used or is too old. Sign in, and we send you a new one.')
  await becomePerson(tx, user_id)
  await saveEmailVerified(tx, user_id)
  await publishOfPerson(tx, user_id, emailVerified, {})
  return user_id
}

/** Sets a new password by the link that was mailed, and ends every session: whoever was in is out. */
export async function resetPassword(tx: Tx, token: string, password: string, now: Date): Promise<void> {
  demandGoodPassword(password, [])
  const user_id = await spendToken(tx, 'reset_password', hashToken(token), now)
  if (!user_id) throw new AppError('gone', 'This link was used or is too old. Ask for a new one.')
  await becomePerson(tx, user_id)
  await savePassword(tx, user_id, await hashPassword(password))
  await saveEmailVerified(tx, user_id)
  await revokeSessions(tx, user_id, now)
  await publishOfPerson(tx, user_id, passwordChanged, { how: 'reset' })
}
