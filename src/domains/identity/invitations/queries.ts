import type { Invitation, NewInvitation } from '#domains/identity/invitations/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'

const INVITATION = [
  'id',
  'email',
  'role',
  'team_id',
  'invited_by',
  'expires_at',
  'mail_failed_at',
  'created_at',
] as const

/** Undefined if the address already has an open invitation. An expired one is renewed: no list shows it. */
export function saveInvitation(
  tx: Tx,
  organization_id: string,
  invitation: NewInvitation & { invited_by: string; token_hash: string; expires_at: Date },
  now: Date,
): Promise<Invitation | undefined> {
  const { email: _, ...renewed } = invitation
  return tx
    .insertInto('invitations')
    .values({ organization_id, ...invitation })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'email'])
        .where('accepted_at', 'is', null)
        .where('revoked_at', 'is', null)
        .doUpdateSet({ ...renewed, mail_failed_at: null })
        .where('invitations.expires_at', '<=', now.toISOString()),
    )
    .returning(INVITATION)
    .executeTakeFirst()
}

export function saveResent(tx: Tx, organization_id: string, id: string, expires_at: Date) {
  return tx
    .updateTable('invitations')
    .set({ expires_at, mail_failed_at: null })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(INVITATION)
    .executeTakeFirst()
}

export function listInvitations(
  tx: Tx,
  organization_id: string,
  page: PageAfter<string>,
  now: Date,
): Promise<Invitation[]> {
  const query = tx
    .selectFrom('invitations')
    .select(INVITATION)
    .where('organization_id', '=', organization_id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
  return readPage(query, 'id', page)
}

export function findOpenInvitation(tx: Tx, token_hash: string, now: Date) {
  return tx
    .selectFrom('invitations as i')
    .innerJoin('organizations as o', 'o.id', 'i.organization_id')
    .innerJoin('users as u', 'u.id', 'i.invited_by')
    .select(['i.id', 'i.organization_id', 'i.email', 'i.role', 'i.team_id', 'i.invited_by'])
    .select(['o.name as organization_name', 'u.display_name as inviter'])
    .where('i.token_hash', '=', token_hash)
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', now.toISOString())
    .executeTakeFirst()
}

export function findInvitation(tx: Tx, organization_id: string, id: string) {
  return tx
    .selectFrom('invitations')
    .select(INVITATION)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
}

export async function saveInvitationToken(
  tx: Tx,
  organization_id: string,
  id: string,
  token_hash: string,
): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ token_hash })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** If two people use one link, one wins. */
export async function saveAccepted(tx: Tx, organization_id: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ accepted_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export function saveRevoked(tx: Tx, organization_id: string, id: string, now: Date) {
  return tx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning(INVITATION)
    .executeTakeFirst()
}

export async function isMember(tx: Tx, organization_id: string, email: string): Promise<boolean> {
  const row = await tx
    .selectFrom('organization_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.id')
    .where('m.organization_id', '=', organization_id)
    .where('u.email', '=', email)
    .executeTakeFirst()
  return row !== undefined
}

export function saveInvitationMailFailed(
  tx: Tx,
  organization_id: string,
  id: string,
  mail_failed_at: Date,
): Promise<{ email: string } | undefined> {
  return tx
    .updateTable('invitations')
    .set({ mail_failed_at })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .returning('email')
    .executeTakeFirst()
}
