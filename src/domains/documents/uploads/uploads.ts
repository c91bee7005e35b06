import { logAccess } from '#domains/documents/access/queries.ts'
import { documentUploaded } from '#domains/documents/events.ts'
import { getDocument, insertDocument } from '#domains/documents/queries.ts'
import type { Document, UploadOptions } from '#domains/documents/schema.ts'
import { insertVersion } from '#domains/documents/versions/queries.ts'
import { enqueue, publish } from '#infra/events.ts'
import type { Files } from '#infra/files.ts'
import type { Infra } from '#infra/infra.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { demandAudience } from './audience.ts'
import { extensionOf, safeFilename, titleOf } from './filenames.ts'
import { demandAccepted } from './kinds.ts'
import { findBlob, findTwin, insertBlob, lockFiles } from './queries.ts'
import { demandRoom, releaseRoom } from './room.ts'

/** A file that lies, whole and hashed, under a key of its own in the store. */
export type ReceivedFile = {
  key: string
  filename: string
  mime_type: string
  file_size: number
  file_hash: string
  /** The room that was promised to it, if any. */
  reservation?: string | undefined
}

/** What to do with the received bytes after the commit: keep them where they are, or drop them as known already. */
export type Placed = { storage_path: string; redundant: boolean }

/** What the placing of a file needs of the machines. */
export type Intake = Pick<Infra, 'files' | 'config' | 'now'>

/**
 * Gives received bytes their place among the organization's, once however often they come, within its quota. Bytes
 * that a row knows but the store has lost are put back. Throws AppError('unsupported' | 'invalid' | 'quota_exceeded').
 */
export async function placeFile(
  tx: Tx,
  { files, config, now }: Intake,
  actor: Actor,
  file: ReceivedFile,
): Promise<Placed> {
  demandAccepted(file, config.ACCEPTED_FILES)
  const { organization_id } = actor
  const { key, file_hash, file_size, reservation } = file
  await lockFiles(tx, organization_id, [file_hash])
  const known = await findBlob(tx, organization_id, file_hash)
  if (known && !(await isThere(files, known))) await files.move(key, known)
  if (!known) {
    await demandRoom(tx, organization_id, file_size, now(), reservation)
    await insertBlob(tx, organization_id, { file_hash, file_size, storage_path: key })
  }
  if (reservation) await releaseRoom(tx, organization_id, reservation)
  return { storage_path: known ?? key, redundant: known !== undefined && known !== key }
}

async function isThere(files: Files, key: string): Promise<boolean> {
  const found = await files.stat(key).catch((error) => {
    if (error instanceof AppError && error.code === 'missing') return undefined
    throw error
  })
  return found !== undefined
}

/** Where a file comes from that nobody uploaded himself: the mail that it hung on, or the request that it answers. */
export type Source = { uploaded_by?: string; parent_document_id?: string; document_request_id?: string }

/**
 * Makes a document of a received file and puts it into the queue to be read. Bytes that the person has already are
 * refused with the document that holds them, unless he wants them twice.
 */
export async function addDocument(
  tx: Tx,
  intake: Intake,
  actor: Actor,
  file: ReceivedFile,
  options: UploadOptions,
  source: Source = {},
): Promise<{ document: Document; placed: Placed }> {
  await demandAudience(tx, actor.organization_id, options)
  const placed = await placeFile(tx, intake, actor, file)
  if (!options.allow_duplicate) await refuseTwin(tx, actor, file)
  const id = newId()
  const uploaded_by = source.uploaded_by ?? actor.user_id ?? ''
  const { file_hash, file_size, mime_type } = file
  const filename = safeFilename(file.filename)
  const facts = { filename, mime_type, file_size, file_hash, storage_path: placed.storage_path }
  await insertDocument(tx, actor.organization_id, {
    ...facts,
    id,
    uploaded_by,
    parent_document_id: source.parent_document_id ?? null,
    document_request_id: source.document_request_id ?? null,
    original_filename: file.filename.slice(0, 1024),
    file_extension: extensionOf(filename),
    title: options.title ?? titleOf(filename),
    visibility: options.visibility,
    team_id: options.team_id ?? null,
    tags: options.folder ? [...new Set([...options.tags, ...folderTags(options.folder)])] : options.tags,
  })
  await Promise.all([
    insertVersion(tx, actor.organization_id, {
      ...facts,
      document_id: id,
      version_number: 1,
      changes_summary: null,
      restored_from: null,
      created_by: uploaded_by,
    }),
    logAccess(tx, actor, { document_id: id, version_number: 1, action: 'upload' }),
    publish(tx, actor.organization_id, documentUploaded, id, {
      version_number: 1,
      file_hash,
      filename,
      file_size,
    }),
    queueReading(tx, actor.organization_id, id, 1),
  ])
  return { document: await getDocument(tx, actor.organization_id, id), placed }
}

async function refuseTwin(tx: Tx, actor: Actor, { file_hash }: ReceivedFile): Promise<void> {
  const twin = await findTwin(tx, actor.organization_id, file_hash)
  if (!twin) return
  const name = twin.title ?? twin.filename
  const sentence = twin.deleted_at
    ? `You have this file already: it is in the trash as “${name}”. Restore it, or upload it again as a second copy.`
    : `You have this file already, as “${name}”.`
  throw new AppError('duplicate', sentence, {
    document_id: twin.id,
    title: name,
    trashed: twin.deleted_at !== null,
  })
}

/** The folders of a dropped folder become tags, so that what was together is found together. */
function folderTags(folder: string): string[] {
  return folder
    .split('/')
    .map((part) => part.trim().slice(0, 60))
    .filter((part) => part !== '' && part !== '.')
    .slice(-3)
}

/** A hundred papers are read in minutes; a mail that somebody waits for goes out between two of them. */
const AFTER_MAILS = 10

export function queueReading(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
): Promise<void> {
  return enqueue(
    tx,
    'documents.read',
    { organization_id, document_id, version_number },
    { key: `documents.read:${document_id}:${version_number}`, max_attempts: 4, priority: AFTER_MAILS },
  )
}
