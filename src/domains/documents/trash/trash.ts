import { logAccess } from '#domains/documents/access/queries.ts'
import { documentPurged, documentRestored, documentTrashed } from '#domains/documents/events.ts'
import { forgetCorrections } from '#domains/documents/labels/labels.ts'
import { mayDelete, mayPurge } from '#domains/documents/policy.ts'
import { type DocumentAndReach, getDocument, getDocumentAndReach } from '#domains/documents/queries.ts'
import { lockFiles } from '#domains/documents/uploads/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import {
  deleteDocuments,
  forgetTerms,
  holdTrashed,
  listPictureKeys,
  lockForPurge,
  releaseFiles,
  saveRestored,
  saveTrashed,
} from './queries.ts'

/** Moves a document to the trash, where it can be restored; its shares stop working until then. */
export async function trashDocument(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const document = await getDocument(tx, actor.organization_id, id)
  demand(mayDelete(actor, document), 'delete this document')
  await saveTrashed(tx, actor.organization_id, [id], actor.user_id, now)
  await publish(tx, actor.organization_id, documentTrashed, id, {
    title: document.title ?? document.filename,
  })
  await logAccess(tx, actor, { document_id: id, action: 'delete' })
}

export async function restoreDocument(tx: Tx, actor: Actor, id: string): Promise<DocumentAndReach> {
  const document = await getDocument(tx, actor.organization_id, id)
  demand(mayDelete(actor, document), 'restore this document')
  found((await saveRestored(tx, actor.organization_id, [id]))[0], 'document')
  await publish(tx, actor.organization_id, documentRestored, id, {})
  return getDocumentAndReach(tx, actor.organization_id, id)
}

/**
 * Deletes a document in the trash permanently, for a person. Its log and its facts stay. Returns the files to remove
 * after the commit.
 */
export async function purgeDocument(tx: Tx, actor: Actor, id: string, today: string): Promise<string[]> {
  const document = await getDocument(tx, actor.organization_id, id)
  if (document.retain_until && document.retain_until > today)
    throw new AppError('refused', `This document must be retained until ${document.retain_until}.`)
  if (!document.deleted_at) throw new AppError('refused', 'Move the document to the trash first.')
  demand(mayPurge(actor, document, today), 'delete documents permanently')
  const title = document.title ?? document.filename
  // A concurrent restore either came first, or waits and finds the document gone.
  if (!(await holdTrashed(tx, actor.organization_id, id)))
    throw new AppError('refused', 'Move the document to the trash first.')
  return destroyDocument(tx, actor.organization_id, { id, title, file_hash: document.file_hash })
}

/** Removes the files of purged documents; the sweep removes what the store can't remove now. */
export async function removeFiles(
  { files, log }: Pick<Infra, 'files' | 'log'>,
  keys: string[],
): Promise<void> {
  for (const key of keys)
    await files.remove(key).catch((err) => log.warn({ err, key }, 'a purged file could not be removed yet'))
}

/**
 * Deletes a document, its words and every file that nothing else uses. A simultaneous upload of the same bytes waits,
 * or is waited for: the document is locked first, then its files by their hashes, in order.
 */
export async function destroyDocument(
  tx: Tx,
  organization_id: string,
  { id, title, file_hash }: { id: string; title: string; file_hash: string },
): Promise<string[]> {
  const hashes = await lockForPurge(tx, organization_id, [id])
  await lockFiles(tx, organization_id, hashes)
  const pictures = await listPictureKeys(tx, organization_id, [id])
  await forgetTerms(tx, [id])
  await forgetCorrections(tx, organization_id, [id])
  await deleteDocuments(tx, organization_id, [id])
  const files = await releaseFiles(tx, hashes)
  await publish(tx, organization_id, documentPurged, id, { title, file_hashes: [file_hash] })
  return [...pictures, ...files]
}
