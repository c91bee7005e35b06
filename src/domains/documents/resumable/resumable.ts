import { UploadOptions } from '#domains/documents/schema.ts'
import { demandAudience } from '#domains/documents/uploads/audience.ts'
import { demandAcceptedName } from '#domains/documents/uploads/kinds.ts'
import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { demandRoom, promiseRoom, releaseRoom } from '#domains/documents/uploads/room.ts'
import { addDocument, type ReceivedFile } from '#domains/documents/uploads/uploads.ts'
import { identifyMember } from '#domains/identity/identify.ts'
import { createPartialFiles } from '#infra/files/partial.ts'
import type { Infra } from '#infra/infra.ts'
import { isRefused } from '#infra/postgres/outcome.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { type Actor, NOWHERE, systemActor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { claimLease, type Lease, waitForLease } from './lease.ts'
import {
  deleteUploadSession,
  findUploadSession,
  insertUploadSession,
  listIdleUploads,
  listKnownUploads,
  listStaleUploads,
  type Refusal,
  saveUploadFinished,
  type UploadSession,
} from './queries.ts'

/** How long an upload may take, and how long its outcome is available. */
export const LIFETIME_MS = 7 * 86_400_000
const BATCH = 200

export const partsOf = ({ files }: Pick<Infra, 'files'>) => createPartialFiles(files)

/** Registers an upload. Throws before the first byte when the file is too large, or there is no room for it. */
export async function beginUpload(
  { db, config }: Pick<Infra, 'db' | 'config'>,
  actor: Actor,
  { filename, file_size, options }: { filename: string; file_size: number; options: UploadOptions },
  now: Date,
): Promise<string> {
  if (file_size === 0)
    throw new AppError('invalid', 'This file is empty. Check the original and upload it again.')
  if (file_size > config.MAX_UPLOAD_BYTES)
    throw new AppError('too_large', 'The file is too large for one document.')
  demandAcceptedName(filename, config.ACCEPTED_FILES)
  const id = newId()
  const expires_at = new Date(now.getTime() + LIFETIME_MS)
  const user_id = actor.user_id ?? ''
  await withActor(db, actor, async (tx) => {
    await demandAudience(tx, actor.organization_id, options)
    await demandRoom(tx, actor.organization_id, file_size, now)
    await insertUploadSession(tx, actor.organization_id, {
      id,
      user_id,
      filename,
      file_size,
      options,
      expires_at,
    })
  })
  return id
}

/**
 * Reserves room for an upload as its bytes arrive, and keeps it for those that have. Throws AppError('quota_exceeded').
 */
export function promiseUpload(
  infra: Pick<Infra, 'db' | 'now'>,
  actor: Actor,
  { id, file_size }: Pick<UploadSession, 'id' | 'file_size'>,
): (received: number) => Promise<void> {
  return promiseRoom(infra, actor, { id, file_size, kept_ms: LIFETIME_MS, free_bytes: 0 })
}

/** An upload of this person; other people's uploads are not found. */
export async function getUpload({ db }: Pick<Infra, 'db'>, actor: Actor, id: string): Promise<UploadSession> {
  const session = await withActor(db, actor, (tx) => findUploadSession(tx, actor.organization_id, id))
  return found(session?.user_id === actor.user_id ? session : undefined, 'upload')
}

/** Abandons an unfinished upload: its bytes, its reserved room and its row. */
export async function abandonUpload(infra: Infra, actor: Actor, id: string): Promise<void> {
  const lease = await waitForLease(infra.db, actor, id)
  try {
    await removeUpload(infra, actor, id)
  } finally {
    await lease.release()
  }
}

/** The bytes first: an interrupted removal leaves the row, and is retried. */
async function removeUpload(infra: Infra, actor: Actor, id: string): Promise<void> {
  await partsOf(infra).remove(id)
  await withActor(infra.db, actor, async (tx) => {
    await releaseRoom(tx, actor.organization_id, id)
    await deleteUploadSession(tx, actor.organization_id, id)
  })
}

/**
 * Turns a complete upload into a document, once, and returns its id; a second request gets the same response. A refusal
 * is final and leaves nothing; any other failure is retried by the next request.
 */
export async function finishUpload(infra: Infra, actor: Actor, id: string): Promise<string> {
  return finishUnder(await waitForLease(infra.db, actor, id), infra, actor, id)
}

async function finishUnder(lease: Lease, infra: Infra, actor: Actor, id: string): Promise<string> {
  try {
    const session = await getUpload(infra, actor, id)
    if (session.refusal) throw refusalOf(session.refusal)
    return session.document_id ?? (await fileUpload(infra, actor, session))
  } finally {
    await lease.release()
  }
}

export function refusalOf({ code, message, details }: Refusal): AppError {
  return new AppError(code, message, details)
}

async function fileUpload(infra: Infra, actor: Actor, session: UploadSession): Promise<string> {
  const { id, filename, file_size, options } = session
  const { organization_id } = actor
  try {
    const stream = await partsOf(infra).read(id)
    const file = await receiveStream(infra.files, organization_id, filename, stream)
    if (file.file_size !== file_size) return await dropIncomplete(infra, file)
    const { document } = await saveReceived(infra.files, file, () =>
      withActor(infra.db, actor, async (tx) => {
        const reserved = { ...file, reservation: id }
        const added = await addDocument(tx, infra, actor, reserved, UploadOptions.parse(options))
        const { id: document_id } = added.document
        await saveUploadFinished(tx, organization_id, id, { document_id }, infra.now())
        return added
      }),
    )
    await partsOf(infra).remove(id)
    return document.id
  } catch (error) {
    if (isRefused(error)) await refuseUpload(infra, actor, id, error)
    throw error
  }
}

async function dropIncomplete(infra: Infra, file: ReceivedFile): Promise<never> {
  await infra.files.remove(file.key)
  throw new AppError('unavailable', 'The file hasn’t fully arrived. Try again in a moment.')
}

/** Final: its bytes and reserved room are released, and later requests get the reason. */
export async function refuseUpload(infra: Infra, actor: Actor, id: string, error: unknown): Promise<void> {
  const { code, message, details } =
    error instanceof AppError
      ? error
      : new AppError('refused', 'This file could not be saved with these options. Upload it again.')
  await withActor(infra.db, actor, async (tx) => {
    await saveUploadFinished(
      tx,
      actor.organization_id,
      id,
      { refusal: { code, message, details } },
      infra.now(),
    )
    await releaseRoom(tx, actor.organization_id, id)
  })
  await partsOf(infra).remove(id)
}

/** Turns complete uploads into documents when their process ended before it could. */
export async function finishCompleteUploads(infra: Infra): Promise<void> {
  const received = await partsOf(infra).countAll()
  const idle = await withWorker(infra.worker, (tx) => listIdleUploads(tx, [...received.keys()]))
  for (const { organization_id, user_id, id, file_size } of idle) {
    if (received.get(id) !== file_size) continue
    try {
      const actor = await stillMember(infra, organization_id, user_id)
      if (!actor) {
        await removeUpload(infra, systemActor(organization_id), id)
        continue
      }
      const lease = await claimLease(infra.db, actor, id)
      if (lease) await finishUnder(lease, infra, actor, id)
    } catch (err) {
      infra.log.warn({ err, upload: id }, 'a complete upload could not become a document')
    }
  }
}

/** Undefined when the person has left, or was disabled. */
async function stillMember(
  infra: Infra,
  organization_id: string,
  user_id: string,
): Promise<Actor | undefined> {
  try {
    return await identifyMember(infra, organization_id, user_id, NOWHERE)
  } catch (error) {
    if (error instanceof AppError && ['unauthenticated', 'forbidden'].includes(error.code)) return undefined
    throw error
  }
}

/** Removes abandoned uploads (bytes, reserved room and row), and bytes whose row is gone. */
export async function sweepUploads(infra: Infra, now: Date): Promise<void> {
  const kept_since = new Date(now.getTime() - LIFETIME_MS)
  for (;;) {
    const stale = await withWorker(infra.worker, (tx) => listStaleUploads(tx, now, kept_since, BATCH))
    for (const { organization_id, id } of stale) {
      await partsOf(infra).remove(id)
      await withWorker(infra.worker, async (tx) => {
        await releaseRoom(tx, organization_id, id)
        await deleteUploadSession(tx, organization_id, id)
      })
    }
    if (stale.length < BATCH) break
  }
  const ids = [...(await partsOf(infra).countAll()).keys()]
  const known = await withWorker(infra.worker, (tx) => listKnownUploads(tx, ids))
  for (const id of ids) if (!known.has(id)) await partsOf(infra).remove(id)
}
