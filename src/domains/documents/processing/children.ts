import { createReadStream } from 'node:fs'
import { newFileKey, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument, type ReceivedFile } from '#domains/documents/uploads/uploads.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Reading } from '#infra/reading/schema.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { type findUnread, getLineage, listChildFiles } from './queries.ts'

type Parent = Pick<
  NonNullable<Awaited<ReturnType<typeof findUnread>>>,
  'uploaded_by' | 'visibility' | 'team_id'
>
type Child = Reading['children'][number]

/** An archive in an email in an archive is still legitimate; one that contains itself is not. */
const DEEPEST = 4
/** The maximum number of files that may come out of one upload. */
const MOST = 500

/**
 * The files inside a file (attachments of an email, members of a ZIP) become separate documents with the same audience.
 * Those that already exist stay. Returns a sentence for each that could not be saved.
 */
export async function saveChildren(
  infra: Infra,
  system: Actor,
  parent_document_id: string,
  parent: Parent,
  children: Child[],
): Promise<string[]> {
  if (children.length === 0) return []
  const { depth, total } = await withActor(infra.db, system, (tx) =>
    getLineage(tx, system.organization_id, parent_document_id),
  )
  if (depth >= DEEPEST) return ['The files inside were left out: they lie too deep inside other files.']
  const room = Math.max(0, MOST - total)
  const remarks: string[] = []
  for (const child of children.slice(0, room)) {
    const remark = await saveChild(infra, system, parent_document_id, parent, child)
    if (remark) remarks.push(remark)
  }
  if (children.length > room)
    remarks.push(`${children.length - room} files inside were left out: there are too many.`)
  return remarks
}

async function saveChild(
  infra: Infra,
  system: Actor,
  parent_document_id: string,
  { uploaded_by, visibility, team_id }: Parent,
  child: Child,
): Promise<string | undefined> {
  const key = newFileKey(system.organization_id)
  const written = await infra.files.write(key, createReadStream(child.path))
  const file: ReceivedFile = { key, filename: child.filename, mime_type: child.mime_type, ...written }
  const options = { visibility, ...(team_id ? { team_id } : {}), tags: [], allow_duplicate: true }
  try {
    await saveReceived(infra.files, file, () =>
      withActor(infra.db, system, async (tx) => {
        const known = await listChildFiles(tx, system.organization_id, parent_document_id)
        const same = known.some(
          (each) => each.file_hash === file.file_hash && each.original_filename === file.filename,
        )
        if (same) return { placed: { redundant: true } }
        return addDocument(tx, infra, system, file, options, { uploaded_by, parent_document_id })
      }),
    )
    return undefined
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
    return `“${child.filename}” inside this file was left out. ${error.message}`
  }
}
