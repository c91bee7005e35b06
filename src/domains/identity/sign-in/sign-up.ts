import {
  emailVerified,
  memberJoined,
  organizationCreated,
  passwordChanged,
  signedUp,
} from '#domains/identity/events.ts'
import { findTokenOwner, spendToken } from '#domains/identity/factors/queries.ts'
import { acceptInvitation } from '#domains/identity/invitations/invitations.ts'
import { insertMember } from '#domains/identity/members/queries.ts'
import { saveMemberSettings } from '#domains/identity/notifications/queries.ts'
import { insertOrganization } from '#domains/identity/organizations/queries.ts'
import { demandGoodPassword } from '#domains/identity/passwords.ts'
import { publishOfPerson } from '#domains/identity/people/facts.ts'
import { replacePassword } from '#domains/identity/people/people.ts'
import { findLogin, getUser, insertUser, saveEmailVerified } from '#domains/identity/people/queries.ts'
import type { NewAccount } from '#domains/identity/schema.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { becomePerson, type Tx, withIdentity } from '#infra/postgres/transactions.ts'
import { hashPassword, hashToken } from '#infra/secrets.ts'
import type { Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { hashEmail } from './attempts.ts'
import { insertAttempt } from './queries.ts'

/**
 * Creates an account: with a new organization, or in the one that sent the invitation. Someone who already has an
 * account gets an email that says so, and the response is the same, so that no one can find out who has one.
 */
export async function signUp(db: Db, origin: Origin, input: NewAccount, now: Date): Promise<void> {
  demandGoodPassword(input.password, [
    input.email,
    input.first_name,
    input.last_name,
    input.organization_name ?? '',
  ])
  if (!input.organization_name && !input.invitation_token)
    throw new AppError('invalid', 'Name your organization, or open the link in your invitation.', {
      issues: [{ field: 'organization_name', reason: 'is missing' }],
    })
  const password_hash = await hashPassword(input.password)
  await withIdentity(db, origin, async (tx) => {
    if (await findLogin(tx, input.email))
      await enqueue(tx, 'identity.mail_has_account', { email: input.email })
    else await openAccount(tx, input, password_hash, now)
  })
}

async function openAccount(tx: Tx, input: NewAccount, password_hash: string, now: Date): Promise<void> {
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
    await saveEmailVerified(tx, user_id) // The link came to this address, which is proof enough.
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
  await saveMemberSettings(tx, organization_id, user_id, { first_run: true })
  await publish(tx, organization_id, organizationCreated, organization_id, { name })
  await publish(tx, organization_id, memberJoined, member_id, { user_id, role: 'owner' })
}

/** Confirms the address by the link emailed to it. Returns whose it is. */
export async function verifyEmail(tx: Tx, token: string, now: Date): Promise<string> {
  const user_id = await spendToken(tx, 'verify_email', hashToken(token), now)
  if (!user_id) throw await whySpent(tx, token)
  await becomePerson(tx, user_id)
  await saveEmailVerified(tx, user_id)
  await publishOfPerson(tx, user_id, emailVerified, {})
  return user_id
}

/** A link that has done its work is no failure of the person who opens it again. */
async function whySpent(tx: Tx, token: string): Promise<AppError> {
  const user_id = await findTokenOwner(tx, 'verify_email', hashToken(token))
  if (user_id) {
    await becomePerson(tx, user_id)
    const { email_verified } = await getUser(tx, user_id)
    if (email_verified)
      return new AppError('gone', 'This address is already confirmed. Sign in to continue.', {
        confirmed: true,
      })
  }
  return new AppError('gone', 'This link was used or has expired. Sign in, and we’ll send you a new one.')
}

/**
 * Sets a new password by an emailed link, and ends every session: everyone is signed out, no device is known any more,
 * and the wrong attempts of strangers are forgotten.
 */
export async function resetPassword(
  db: Db,
  secret: string,
  origin: Origin,
  { token, password }: { token: string; password: string },
  now: Date,
): Promise<void> {
  demandGoodPassword(password, [])
  const password_hash = await hashPassword(password)
  await withIdentity(db, origin, async (tx) => {
    const user_id = await spendToken(tx, 'reset_password', hashToken(token), now)
    if (!user_id) throw new AppError('gone', 'This link was used or has expired. Ask for a new one.')
    await becomePerson(tx, user_id)
    await replacePassword(tx, user_id, password_hash, now)
    await saveEmailVerified(tx, user_id)
    const { email } = await getUser(tx, user_id)
    await insertAttempt(tx, { email_hash: hashEmail(secret, email), user_id, source: null }, 'reset', origin)
    await publishOfPerson(tx, user_id, passwordChanged, { how: 'reset' })
  })
}
