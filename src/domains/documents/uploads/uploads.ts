import { logAccess } from '#domains/documents/access/queries.ts'
import { documentUploaded } from '#domains/documents/events.ts'
import { type DocumentAndReach, getDocumentAndReach, insertDocument } from '#domains/documents/queries.ts'
import { MOST_TAGS, type UploadOptions } from '#domains/documents/schema.ts'
import { insertVersion } from '#domains/documents/versions/queries.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Files } from '#infra/files/files.ts'
import type { Infra } from '#infra/infra.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { demandAudience } from './audience.ts'
import { extensionOf, safeFilename, titleOf } from './filenames.ts'
import { demandAccepted } from './kinds.ts'
import { findBlob, findTwin, insertBlob, lockFiles, readingTurn } from './queries.ts'
import { demandCounted, releaseRoom } from './room.ts'

/** A complete and hashed file under its own key in the store. */
export type ReceivedFile = {
  key: string
  filename: string
  mime_type: string
  file_size: number
  file_hash: string
  /** The room reserved for it, if any. */
  reservation?: string | undefined
}

/**
 * Where the bytes are stored, whether they are new to the organization, and whether the received copy can be removed.
 */
export type Placed = { storage_path: string; is_new: boolean; redundant: boolean }

/** The infrastructure that is needed to place a file. */
export type Intake = Pick<Infra, 'files' | 'config' | 'now'>

/**
 * Finds the place for received bytes among the organization's files, once however often they arrive. Bytes that have a
 * row but were lost by the store are restored. Throws AppError('unsupported' | 'invalid').
 */
export async function findPlace(
  tx: Tx,
  { files, config }: Intake,
  actor: Actor,
  file: ReceivedFile,
): Promise<Placed> {
  demandAccepted(file, config.ACCEPTED_FILES)
  const { organization_id } = actor
  const [, known] = await Promise.all([
    lockFiles(tx, organization_id, [file.file_hash]),
    findBlob(tx, organization_id, file.file_hash),
  ])
  if (known && !(await isThere(files, known))) await files.move(file.key, known)
  return { storage_path: known ?? file.key, is_new: !known, redundant: !!known && known !== file.key }
}

/**
 * Counts new bytes within the quota: AppError('quota_exceeded'). From here to the commit the organization's count is
 * locked and other uploads wait, so it is sent together with the rows that need it.
 */
export async function countFile(
  tx: Tx,
  { now }: Pick<Intake, 'now'>,
  organization_id: string,
  { file_hash, file_size, reservation }: ReceivedFile,
  { is_new, storage_path }: Placed,
): Promise<void> {
  await Promise.all([
    is_new && insertBlob(tx, organization_id, { file_hash, file_size, storage_path }),
    is_new && demandCounted(tx, organization_id, file_size, now(), reservation),
    reservation && releaseRoom(tx, organization_id, reservation),
  ])
}

async function isThere(files: Files, key: string): Promise<boolean> {
  const found = await files.stat(key).catch((error) => {
    if (error instanceof AppError && error.code === 'missing') return undefined
    throw error
  })
  return found !== undefined
}

/**
 * The origin of a file that no one uploaded directly: the email that it was attached to, or the request that it
 * answers.
 */
export type Source = {
  uploaded_by?: string
  parent_document_id?: string
  document_request_id?: string
  document_request_item_id?: string
}

/**
 * Creates a document from a received file and queues it for reading. Bytes that the person already has are refused with
 * the document that holds them, unless they want a copy.
 */
export async function addDocument(
  tx: Tx,
  intake: Intake,
  actor: Actor,
  file: ReceivedFile,
  options: UploadOptions,
  source: Source = {},
): Promise<DocumentAndReach & { placed: Placed }> {
  await demandAudience(tx, actor.organization_id, options)
  const [placed, twin] = await Promise.all([
    findPlace(tx, intake, actor, file),
    options.allow_duplicate ? undefined : findTwin(tx, actor.organization_id, file.file_hash),
  ])
  if (twin) throw twinRefusal(twin)
  const id = newId()
  const uploaded_by = source.uploaded_by ?? actor.user_id ?? ''
  const { file_hash, file_size, mime_type } = file
  const filename = safeFilename(file.filename)
  const facts = { filename, mime_type, file_size, file_hash, storage_path: placed.storage_path }
  // One flight, in this order.
  const rows = [
    countFile(tx, intake, actor.organization_id, file, placed),
    insertDocument(tx, actor.organization_id, {
      ...facts,
      id,
      uploaded_by,
      parent_document_id: source.parent_document_id ?? null,
      document_request_id: source.document_request_id ?? null,
      document_request_item_id: source.document_request_item_id ?? null,
      original_filename: file.filename.slice(0, 1024),
      file_extension: extensionOf(filename),
      title: options.title ?? titleOf(filename),
      visibility: options.visibility,
      team_id: options.team_id ?? null,
      tags: [...new Set([...options.tags, ...folderTags(options.folder ?? '')])].slice(0, MOST_TAGS),
    }),
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
  ]
  const added = getDocumentAndReach(tx, actor.organization_id, id)
  await Promise.all([...rows, added])
  return { ...(await added), placed }
}

type Twin = NonNullable<Awaited<ReturnType<typeof findTwin>>>

function twinRefusal(twin: Twin): AppError {
  const name = twin.title ?? twin.filename
  const sentence = twin.deleted_at
    ? `This file already exists: it’s in the trash as “${name}”. Restore it, or upload it again as a second copy.`
    : `This file already exists, as “${name}”.`
  return new AppError('duplicate', sentence, {
    document_id: twin.id,
    title: name,
    trashed: twin.deleted_at !== null,
  })
}

/** The folders of a dropped folder become tags, so that documents that were together are found together. */
function folderTags(folder: string): string[] {
  return folder
    .split('/')
    .map((part) => part.trim().slice(0, 60))
    .filter((part) => part !== '' && part !== '.')
    .slice(-3)
}

/** Reading a hundred documents takes minutes; an email that someone waits for is sent between two of them. */
const AFTER_MAILS = 10

/** Queues a document for the readers, behind other people's if many of the same person's are already waiting. */
export async function queueReading(
  tx: Tx,
  organization_id: string,
  document_id: string,
  version_number: number,
): Promise<void> {
  await enqueue(
    tx,
    'documents.read',
    { organization_id, document_id, version_number },
    {
      key: `documents.read:${document_id}:${version_number}`,
      max_attempts: 4,
      priority: readingTurn(organization_id, document_id, AFTER_MAILS),
    },
  )
}
