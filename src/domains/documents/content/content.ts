import { listReaches, logAccess, logViews } from '#domains/documents/access/queries.ts'
import { listExtractions } from '#domains/documents/extractions/queries.ts'
import { getPage, listPages } from '#domains/documents/pages/queries.ts'
import { mayDownload } from '#domains/documents/policy.ts'
import type { Link, LinkState } from '#domains/documents/shares/links/queries.ts'
import { getVersion, getVersionText, listNamedVersions } from '#domains/documents/versions/queries.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'

/**
 * The one place that gives out a document's content: its file, its pages and their pictures, its text, and what was
 * read from it. Every access is logged, once per quarter hour for each version and purpose.
 */
export type Purpose = 'view' | 'download'
export type OpenedVersion = Awaited<ReturnType<typeof getVersion>>
export type NamedVersion = Awaited<ReturnType<typeof listNamedVersions>>[number]

/** Opens a version for viewing, the newest by default; its file goes only to people who may download it. */
export async function openVersion(
  tx: Tx,
  actor: Actor,
  document_id: string,
  version_number: number | undefined,
): Promise<OpenedVersion> {
  const version = await getVersion(tx, actor.organization_id, document_id, version_number)
  await logViews(tx, actor, [{ document_id, version_number: version.version_number }], 'view')
  return version
}

/** Opens the file itself. Saving it in the browser is a download, showing it is a view; both need the permission. */
export async function openFile(
  tx: Tx,
  actor: Actor,
  document_id: string,
  version_number: number | undefined,
  purpose: Purpose,
): Promise<OpenedVersion> {
  const [version] = await openVersions(tx, actor, [document_id], version_number, purpose)
  return found(version, 'document')
}

export async function openVersions(
  tx: Tx,
  actor: Actor,
  document_ids: string[],
  version_number: number | undefined,
  purpose: Purpose,
): Promise<OpenedVersion[]> {
  const versions = await demandDownloadable(tx, actor, document_ids, version_number)
  await logViews(tx, actor, versions, purpose)
  return versions
}

/** Returns the versions. Throws when one doesn't exist for this person, or is shared with them for viewing only. */
export async function demandDownloadable(
  tx: Tx,
  actor: Actor,
  document_ids: string[],
  version_number: number | undefined,
): Promise<NamedVersion[]> {
  const reaches = await listReaches(tx, actor.organization_id, document_ids)
  if (reaches.length < document_ids.length) found(undefined, 'document')
  const refused = reaches.find((reach) => !mayDownload(reach))
  if (refused)
    throw new AppError(
      'forbidden',
      `“${refused.title}” is shared with you for viewing only. Ask the person who shared it to allow downloads.`,
      { document_id: refused.document_id },
    )
  const versions = await listNamedVersions(tx, actor.organization_id, document_ids, version_number)
  if (versions.length < document_ids.length)
    throw new AppError('missing', 'Version of this document not found.')
  return versions
}

export async function showPages(tx: Tx, actor: Actor, document_id: string, version_number?: number) {
  const version = await openVersion(tx, actor, document_id, version_number)
  return listPages(tx, actor.organization_id, version.id)
}

export async function showPage(
  tx: Tx,
  actor: Actor,
  document_id: string,
  page_number: number,
  version_number?: number,
) {
  const version = await openVersion(tx, actor, document_id, version_number)
  return getPage(tx, actor.organization_id, version.id, page_number)
}

export async function showText(tx: Tx, actor: Actor, document_id: string, version_number: number) {
  await openVersion(tx, actor, document_id, version_number)
  return getVersionText(tx, actor.organization_id, document_id, version_number)
}

/** A page of what was read from the newest version, and what was accepted from earlier ones. */
export async function showExtractions(
  tx: Tx,
  actor: Actor,
  document_id: string,
  page: { after?: [number | null, string] | undefined; limit: number },
) {
  const { version_number } = await openVersion(tx, actor, document_id, undefined)
  return listExtractions(tx, actor.organization_id, document_id, version_number, page)
}

/** The content behind a link, for its holder. */
async function openShared(tx: Tx, actor: Actor, link: Link, state: LinkState): Promise<void> {
  const { document_id, share_id } = link
  await logViews(tx, actor, [{ document_id, share_id, version_number: state.version_number }], 'view')
}

export async function showSharedPages(tx: Tx, actor: Actor, link: Link, state: LinkState) {
  await openShared(tx, actor, link, state)
  return listPages(tx, actor.organization_id, state.version_id)
}

export async function showSharedPage(
  tx: Tx,
  actor: Actor,
  link: Link,
  state: LinkState,
  page_number: number,
) {
  await openShared(tx, actor, link, state)
  return getPage(tx, actor.organization_id, state.version_id, page_number)
}

/** Whether the holder may have the file behind the link; the request is logged either way. */
export async function openSharedFile(tx: Tx, actor: Actor, link: Link, state: LinkState): Promise<boolean> {
  const { document_id, share_id } = link
  const view = { document_id, share_id, version_number: state.version_number }
  const allowed = state.access_type === 'download'
  if (allowed) await logViews(tx, actor, [view], 'download')
  else await logAccess(tx, actor, { ...view, action: 'download', success: false })
  return allowed
}
