import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { documentRead, documentStageReached, processingFailed } from '#domains/documents/events.ts'
import { recountArrivals } from '#domains/documents/requests/arrivals.ts'
import { publish } from '#infra/facts/events.ts'
import type { Files } from '#infra/files/files.ts'
import { removeFolder } from '#infra/files/scratch.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { ReadingError } from '#infra/reading/reading-error.ts'
import type { Page, Reading } from '#infra/reading/schema.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { saveChildren } from './children.ts'
import {
  findUnread,
  type ReadPage,
  saveFailure,
  savePages,
  saveRemarks,
  saveStage,
  saveText,
} from './queries.ts'

export type Unread = { organization_id: string; document_id: string; version_number: number }
type Version = NonNullable<Awaited<ReturnType<typeof findUnread>>>

/**
 * Reads one version: its pages, their text, words and pictures; attachments become separate documents. Returns the
 * reading for the next step, or undefined when there is nothing (more) to do. Short transactions around slow work; safe
 * to run twice.
 */
export async function readVersion(infra: Infra, unread: Unread): Promise<Reading | undefined> {
  const actor = systemActor(unread.organization_id)
  const version = await begin(infra, actor, unread)
  if (!version) return undefined
  const folder = await mkdtemp(join(infra.scratch, 'read-'))
  try {
    const path = join(folder, 'input')
    await pipeline(await infra.files.read(version.storage_path), createWriteStream(path))
    const reading = await infra.reader.readDocument(path, {
      filename: version.filename,
      workDir: join(folder, 'out'),
    })
    await saveReading(infra, actor, unread, version, reading)
    return reading
  } catch (error) {
    // The queue retries temporary failures; they are reported after the last attempt.
    if (!(error instanceof ReadingError) || error.code === 'crashed') throw error
    await markUnreadable(infra, unread, error)
    return undefined
  } finally {
    await removeFolder(folder).catch((err) => infra.log.warn({ err }, 'a reader folder could not be removed'))
  }
}

/** Who waits for a document: whoever uploaded it, or the document that it came out of. */
export async function whoseReading(
  infra: Infra,
  { organization_id, document_id, version_number }: Unread,
): Promise<string | undefined> {
  const version = await withActor(infra.db, systemActor(organization_id), (tx) =>
    findUnread(tx, organization_id, document_id, version_number),
  )
  return version && `person:${version.uploaded_by}`
}

function begin(infra: Infra, actor: Actor, { organization_id, document_id, version_number }: Unread) {
  return withActor(infra.db, actor, async (tx) => {
    const version = await findUnread(tx, organization_id, document_id, version_number)
    if (!version) return undefined
    await saveStage(tx, organization_id, document_id, 'reading')
    await publish(tx, organization_id, documentStageReached, document_id, { stage: 'reading' })
    return version
  })
}

async function saveReading(
  infra: Infra,
  actor: Actor,
  unread: Unread,
  version: Version,
  reading: Reading,
): Promise<void> {
  const { organization_id, document_id, version_number } = unread
  const pages = await savePictures(infra.files, organization_id, version.version_id, reading.pages)
  const text = reading.pages.map((page) => page.text).join('\n\f\n')
  await withActor(infra.db, actor, async (tx) => {
    await savePages(tx, organization_id, version.version_id, pages)
    await saveText(
      tx,
      organization_id,
      { document_id, version_id: version.version_id },
      text,
      pages.length,
      reading.mime_type,
    )
    await saveStage(tx, organization_id, document_id, 'understanding')
    await recountArrivals(tx, organization_id, document_id)
    await publish(tx, organization_id, documentRead, document_id, {
      version_number,
      page_count: pages.length,
    })
  })
  const left = await saveChildren(infra, actor, document_id, version, reading.children)
  const remarks = [...reading.warnings, ...left]
  if (remarks.length > 0)
    await withActor(infra.db, actor, (tx) =>
      saveRemarks(tx, organization_id, document_id, remarks, infra.now()),
    )
}

/** Pictures are stored beside the files, under their version. */
async function savePictures(
  files: Files,
  organization_id: string,
  version_id: string,
  pages: Page[],
): Promise<ReadPage[]> {
  const keep = async (path: string | null, name: string) => {
    if (!path) return null
    const key = `organizations/${organization_id}/pages/${version_id}/${name}`
    await files.write(key, createReadStream(path))
    return key
  }
  const kept: ReadPage[] = []
  for (const { words, rotation: _, ...page } of pages)
    kept.push({
      ...page,
      words: words.map(({ text, x0, y0, x1, y1 }) => [text, round(x0), round(y0), round(x1), round(y1)]),
      image_path: await keep(page.image_path, `${page.page_number}-full`),
      thumbnail_path: await keep(page.thumbnail_path, `${page.page_number}-thumbnail`),
    })
  return kept
}

/** A ten-thousandth of a page is less than a pixel. */
const round = (fraction: number) => Math.round(fraction * 1e4) / 1e4

/** Records on the document why it can't be read or understood, after the last failure of a job, whatever the cause. */
export async function markUnreadable(infra: Infra, unread: Unread, error: unknown): Promise<void> {
  const own = error instanceof ReadingError
  const code = own ? error.code : 'failed'
  const message = own
    ? error.message
    : 'This file could not be processed. It is kept as it is; try again later.'
  const { organization_id, document_id, version_number } = unread
  await withActor(infra.db, systemActor(organization_id), async (tx) => {
    if (!(await findUnread(tx, organization_id, document_id, version_number))) return
    const failure = { code, message, at: infra.now().toISOString() }
    await saveFailure(tx, organization_id, document_id, failure, code === 'unsupported')
    await recountArrivals(tx, organization_id, document_id)
    await publish(tx, organization_id, processingFailed, document_id, { code, message })
  })
}
