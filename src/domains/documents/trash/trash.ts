import { logAccess } from '#domains/documents/access/queries.ts'
import { documentPurged, documentRestored, documentTrashed } from '#domains/documents/events.ts'
import { mayDelete, mayPurge } from '#domains/documents/policy.ts'
import { getDocument } from '#domains/documents/queries.ts'
import type { Document } from '#domains/documents/schema.ts'
import { publish } from '#infra/events.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { deleteDocuments, saveRestored, saveTrashed } from './queries.ts'

/** Puts a document into the trash, where it waits to be restored; its shares stop working meanwhile. */
export async function trashDocument(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const document = await getDocument(tx, actor.organization_id, id)
  demand(mayDelete(actor, document), 'delete this document')
  await saveTrashed(tx, actor.organization_id, [id], actor.user_id, now)
  await publish(tx, actor.organization_id, documentTrashed, id, {
    title: document.title ?? document.filename,
  })
  await logAccess(tx, actor, { document_id: id, action: 'delete' })
}

export async function restoreDocument(tx: Tx, actor: Actor, id: string): Promise<Document> {
  const document = await getDocument(tx, actor.organization_id, id)
  demand(mayDelete(actor, document), 'restore this document')
  await saveRestored(tx, actor.organization_id, [id])
  await publish(tx, actor.organization_id, documentRestored, id, {})
  return getDocument(tx, actor.organization_id, id)
}

/** Destroys a document that is in the trash. Its log and its facts stay. Answers the files to remove after the commit. */
export async function purgeDocument(tx: Tx, actor: Actor, id: string, now: Date): Promise<string[]> {
  const document = await getDocument(tx, actor.organization_id, id)
  const today = now.toISOString().slice(0, 10)
  if (document.retain_until && document.retain_until > today)
    throw new AppError('refused', `This document must be kept until ${document.retain_until}.`)
  if (!document.deleted_at) throw new AppError('refused', 'Put the document into the trash first.')
  demand(mayPurge(actor, document, today), 'destroy documents')
  const keys = await deleteDocuments(tx, actor.organization_id, [id])
  const title = document.title ?? document.filename
  await publish(tx, actor.organization_id, documentPurged, id, { title, file_hashes: [document.file_hash] })
  return keys
}
