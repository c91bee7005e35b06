import { demandDownloadable, type OpenedVersion, openVersions } from '#domains/documents/content/content.ts'
import { identifyMember } from '#domains/identity/identify.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import { type Actor, may, type Origin, systemActor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { findTicket, insertTicket } from './queries.ts'

const LIFETIME_MS = 60_000
/**
 * The organization's id without its dashes, then a secret: the organization is known before the ticket is looked up.
 */
const TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([\w-]{43})$/

/**
 * Issues a download to a person, for a minute, by an address that needs no bearer token, so that the browser itself can
 * save large files. Returns the token of the address; only its hash is stored.
 */
export async function promiseDownload(
  tx: Tx,
  actor: Actor,
  { ids, version_number }: { ids: string[]; version_number?: number | undefined },
  now: Date,
): Promise<string> {
  const document_ids = [...new Set(ids)]
  await demandDownloadable(tx, actor, document_ids, version_number)
  const token = `${actor.organization_id.replaceAll('-', '')}${newToken()}`
  await insertTicket(tx, actor.organization_id, {
    user_id: actor.user_id ?? '',
    token_hash: hashToken(token),
    document_ids,
    version_number: version_number ?? null,
    expires_at: new Date(now.getTime() + LIFETIME_MS),
  })
  return token
}

/**
 * The files of an issued download, with the person's current permissions. Throws AppError('gone') when it has expired.
 */
export async function openDownload(
  infra: Pick<Infra, 'db' | 'now' | 'permissions'>,
  token: string,
  origin: Origin,
): Promise<{ actor: Actor; versions: OpenedVersion[] }> {
  const gone = new AppError('gone', 'This download address has expired. Start the download again.')
  const [, ...parts] = TOKEN.exec(token) ?? []
  if (parts.length === 0) throw gone
  const organization_id = parts.slice(0, 5).join('-')
  const ticket = await withActor(infra.db, systemActor(organization_id), (tx) =>
    findTicket(tx, organization_id, hashToken(token), infra.now()),
  )
  if (!ticket) throw gone
  const actor = await identifyMember(infra, organization_id, ticket.user_id, origin)
  demand(may(actor, 'documents.read'), 'download documents')
  const versions = await withActor(infra.db, actor, (tx) =>
    openVersions(tx, actor, ticket.document_ids, ticket.version_number ?? undefined, 'download'),
  )
  return { actor, versions }
}
