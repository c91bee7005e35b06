import { diffWords } from 'diff'
import { logAccess } from '#domains/documents/access/queries.ts'
import { showText } from '#domains/documents/content/content.ts'
import { versionAdded } from '#domains/documents/events.ts'
import { mayEdit } from '#domains/documents/policy.ts'
import {
  type DocumentAndReach,
  type FileFacts,
  getDocument,
  getDocumentAndReach,
  saveNewFile,
} from '#domains/documents/queries.ts'
import { extensionOf, safeFilename } from '#domains/documents/uploads/filenames.ts'
import {
  countFile,
  findPlace,
  type Intake,
  type Placed,
  queueReading,
  type ReceivedFile,
} from '#domains/documents/uploads/uploads.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { getVersion, insertVersion, nextVersionNumber } from './queries.ts'

/** Adds a file as the newest version. The same bytes as the newest one are not a new version. */
export async function addVersion(
  tx: Tx,
  intake: Intake,
  actor: Actor,
  document_id: string,
  file: ReceivedFile,
  changes_summary: string | null,
): Promise<DocumentAndReach & { placed: Placed }> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  demand(mayEdit(actor, document), 'add a version to this document')
  const version_number = await nextVersionNumber(tx, actor.organization_id, document_id)
  const newest = await getVersion(tx, actor.organization_id, document_id)
  if (newest.file_hash === file.file_hash)
    throw new AppError('duplicate', `Version ${newest.version_number} is the same file.`, { document_id })
  const placed = await findPlace(tx, intake, actor, file)
  await countFile(tx, intake, actor.organization_id, file, placed)
  const { mime_type, file_size, file_hash } = file
  const facts = {
    filename: safeFilename(file.filename),
    mime_type,
    file_size,
    file_hash,
    storage_path: placed.storage_path,
  }
  await becomeNewest(tx, actor, document_id, version_number, facts, { changes_summary, restored_from: null })
  return { ...(await getDocumentAndReach(tx, actor.organization_id, document_id)), placed }
}

/** Makes an old version the newest one again; the versions in between are kept. */
export async function restoreVersion(
  tx: Tx,
  actor: Actor,
  document_id: string,
  restored_from: number,
): Promise<DocumentAndReach> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  demand(mayEdit(actor, document), 'restore a version of this document')
  const version_number = await nextVersionNumber(tx, actor.organization_id, document_id)
  const { filename, mime_type, file_size, file_hash, storage_path } = await getVersion(
    tx,
    actor.organization_id,
    document_id,
    restored_from,
  )
  if (restored_from === version_number - 1)
    throw new AppError('refused', 'This is already the newest version.')
  const facts = { filename, mime_type, file_size, file_hash, storage_path }
  await becomeNewest(tx, actor, document_id, version_number, facts, {
    changes_summary: `Version ${restored_from} again`,
    restored_from,
  })
  return getDocumentAndReach(tx, actor.organization_id, document_id)
}

async function becomeNewest(
  tx: Tx,
  actor: Actor,
  document_id: string,
  version_number: number,
  facts: FileFacts,
  why: { changes_summary: string | null; restored_from: number | null },
): Promise<void> {
  const { organization_id } = actor
  await insertVersion(tx, organization_id, {
    ...facts,
    ...why,
    document_id,
    version_number,
    created_by: actor.user_id ?? '',
  })
  await saveNewFile(tx, organization_id, document_id, {
    ...facts,
    file_extension: extensionOf(facts.filename),
    version_number,
  })
  await logAccess(tx, actor, { document_id, version_number, action: 'edit' })
  await publish(tx, organization_id, versionAdded, document_id, {
    version_number,
    file_hash: facts.file_hash,
    restored_from: why.restored_from,
  })
  await queueReading(tx, organization_id, document_id, version_number)
}

/** Longer texts are cut, so that a comparison stays readable and fast. */
const LONGEST = 60_000

/** The words that differ between the texts of two versions. */
export async function compareVersions(tx: Tx, actor: Actor, document_id: string, from: number, to: number) {
  const before = await showText(tx, actor, document_id, from)
  const after = await showText(tx, actor, document_id, to)
  const changes = diffWords(before.slice(0, LONGEST), after.slice(0, LONGEST), { timeout: 2_000 })
  if (!changes) throw new AppError('refused', 'These two texts differ too much to be compared word by word.')
  const parts = changes.map(({ value, added, removed }) => ({
    kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    text: value,
  }))
  return { from, to, parts, truncated: before.length > LONGEST || after.length > LONGEST }
}
