import { listReaches, logAccess } from '#domains/documents/access/queries.ts'
import { documentShared, shareRevoked } from '#domains/documents/events.ts'
import { mayEdit, mayHandOn, mayShare } from '#domains/documents/policy.ts'
import { getDocument } from '#domains/documents/queries.ts'
import type { Link } from '#domains/documents/shares/links/queries.ts'
import type { CreatedShare, NewShare, SharedWith } from '#domains/documents/shares/schema.ts'
import { getVersion } from '#domains/documents/versions/queries.ts'
import type { Config } from '#infra/config.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { encrypt, hashToken, keyedHash } from '#infra/secrets.ts'
import type { Actor, Origin } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import type { Permissions } from '#lib/permissions.ts'
import {
  findReceived,
  findShareById,
  holdDocument,
  insertShare,
  listOutreached,
  listSharesTo,
  listUnrevokedTo,
  saveRevoked,
} from './queries.ts'

/** The token of a link. It is made from the share's id, so that it can be named again; only its hash is kept. */
function shareToken(secret: string, id: string): string {
  return keyedHash(secret, `document share ${id}`).toString('base64url')
}

/**
 * Shares one version of a document: with a colleague, or by a link that works for anyone who has it, emailed if an
 * address is given. The share stores the version and its hash, to prove what was shared.
 */
export async function shareDocument(
  tx: Tx,
  actor: Actor,
  document_id: string,
  input: NewShare,
  password_hash: string | null,
  { BASE_URL, DEEDLINE_SECRET }: Pick<Config, 'BASE_URL' | 'DEEDLINE_SECRET'>,
  now: Date,
): Promise<CreatedShare> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  demand(mayShare(actor, document), 'share this document')
  if (input.expires_at && Date.parse(input.expires_at) <= now.getTime())
    throw new AppError('invalid', 'Choose an expiration date in the future.', {
      issues: [{ field: 'expires_at', reason: 'is past' }],
    })
  if (input.user_id && input.user_id === actor.user_id)
    throw new AppError('invalid', 'Choose a colleague: you already have this document.', {
      issues: [{ field: 'user_id', reason: 'is yourself' }],
    })
  await holdDocument(tx, actor.organization_id, document_id)
  const within = await demandWithinReach(tx, actor, document_id, input)
  const version = await getVersion(tx, actor.organization_id, document_id, input.version_number)
  const id = newId()
  const token = input.user_id ? null : shareToken(DEEDLINE_SECRET, id)
  const share = await insertShare(tx, actor.organization_id, {
    id,
    document_id,
    version_number: version.version_number,
    file_hash: version.file_hash,
    shared_by: actor.user_id ?? '',
    shared_with_email: input.email ?? null,
    shared_with_user_id: input.user_id ?? null,
    access_type: input.access_type,
    share_token_hash: token && hashToken(token),
    password_hash: token && password_hash,
    message: input.message ?? null,
    max_accesses: input.max_accesses ?? null,
    ...within,
  })
  await publish(tx, actor.organization_id, documentShared, document_id, {
    share_id: share.id,
    version_number: version.version_number,
    file_hash: version.file_hash,
    shared_with: input.email ?? input.user_id ?? null,
    access_type: input.access_type,
  })
  await logAccess(tx, actor, {
    document_id,
    version_number: version.version_number,
    share_id: share.id,
    action: 'share',
  })
  const url = token && `${BASE_URL}/s/${token}`
  if (input.email || input.user_id)
    await enqueue(tx, 'documents.mail_share', {
      organization_id: actor.organization_id,
      share_id: share.id,
      sealed_url: encrypt(DEEDLINE_SECRET, url ?? `${BASE_URL}/documents/${document_id}`),
    })
  return { ...share, url }
}

/** People can pass on at most what was shared with them, for no longer, and until that is revoked. */
async function demandWithinReach(
  tx: Tx,
  actor: Actor,
  document_id: string,
  { access_type, ...input }: NewShare,
): Promise<{ expires_at: string | null; handed_on_from: string | null }> {
  const { organization_id, user_id } = actor
  const reach = found((await listReaches(tx, organization_id, [document_id]))[0], 'document')
  if (reach.by_right) return { expires_at: input.expires_at ?? null, handed_on_from: null }
  const expires_at = input.expires_at ?? reach.until
  const from = await findReceived(tx, organization_id, document_id, user_id ?? '', access_type)
  if (!from || !mayHandOn(reach, { access_type, expires_at }))
    throw new AppError(
      'forbidden',
      'This gives more access than you have to this document. Choose a narrower permission or an earlier date.',
      { shared: reach.shared, until: reach.until },
    )
  return { expires_at, handed_on_from: from }
}

/**
 * What of these documents is shared with an email address now, newest first, and where they are opened; `url` is null
 * for links whose address only their email has.
 */
export async function listSharedWith(
  tx: Tx,
  organization_id: string,
  email: string,
  document_ids: string[],
  { BASE_URL, DEEDLINE_SECRET }: Pick<Config, 'BASE_URL' | 'DEEDLINE_SECRET'>,
): Promise<SharedWith[]> {
  const shares = await listSharesTo(tx, organization_id, email, document_ids)
  return shares.map(({ share_token_hash, ...share }) => {
    const token = shareToken(DEEDLINE_SECRET, share.id)
    return { ...share, url: hashToken(token) === share_token_hash ? `${BASE_URL}/s/${token}` : null }
  })
}

export async function revokeShare(
  tx: Tx,
  actor: Actor,
  document_id: string,
  id: string,
  now: Date,
): Promise<void> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  const share = found(await findShareById(tx, actor.organization_id, document_id, id), 'share')
  demand(share.shared_by === actor.user_id || mayEdit(actor, document), 'revoke this share')
  for (const share_id of await saveRevoked(tx, actor.organization_id, [id], actor.user_id, now))
    await publish(tx, actor.organization_id, shareRevoked, document_id, { share_id })
}

/**
 * Revokes what of these documents is shared with an email address, as far as the person may; answers how many were revoked
 * and how many are someone else’s to revoke.
 */
export async function revokeSharesTo(
  tx: Tx,
  actor: Actor,
  email: string,
  document_ids: string[],
  now: Date,
): Promise<number> {
  const { organization_id, user_id } = actor
  let ended = 0
  for (const share of await listUnrevokedTo(tx, organization_id, email, document_ids)) {
    const document = await getDocument(tx, organization_id, share.document_id)
    if (share.shared_by !== user_id && !mayEdit(actor, document)) continue
    for (const share_id of await saveRevoked(tx, organization_id, [share.id], user_id, now)) {
      await publish(tx, organization_id, shareRevoked, share.document_id, { share_id })
      ended += 1
    }
  }
  return ended
}

/** Revokes shares by members who no longer see these documents, after their audience shrank. */
export async function endOutreached(
  tx: Tx,
  permissions: Permissions,
  actor: Actor,
  document_ids: string[],
  now: Date,
): Promise<void> {
  const { organization_id, user_id } = actor
  for (const { id, document_id } of await listOutreached(
    tx,
    organization_id,
    document_ids,
    permissions.rolesWith('documents.see_all'),
  ))
    for (const share_id of await saveRevoked(tx, organization_id, [id], user_id, now))
      await publish(tx, organization_id, shareRevoked, document_id, { share_id })
}

/** The holder of a link as an actor: no particular person, who sees one document and nothing else. */
export function linkActor(link: Link, origin: Origin): Actor {
  return {
    user_id: null,
    organization_id: link.organization_id,
    role: 'share',
    permissions: new Set(),
    session_id: null,
    timezone: 'UTC',
    confirmed_at: null,
    origin,
    document_id: link.document_id,
  }
}
