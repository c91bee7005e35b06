import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { documentRead, documentStageReached, processingFailed } from '#domains/documents/events.ts'
import { keepReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { publish } from '#infra/events.ts'
import type { Files } from '#infra/files.ts'
import type { Infra } from '#infra/infra.ts'
import type { Attempt } from '#infra/jobs.ts'
import { withActor } from '#infra/postgres.ts'
import { ReadingError } from '#infra/reading/reading-error.ts'
import type { Page, Reading } from '#infra/reading/schema.ts'
import { type Actor, systemActor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { findUnread, type ReadPage, saveFailure, savePages, saveStage, saveText } from './queries.ts'

export type Unread = { organization_id: string; document_id: string; version_number: number }
type Version = NonNullable<Awaited<ReturnType<typeof findUnread>>>

/**
 * Reads one version: its pages, their text, words and pictures; attachments become documents of their own. Answers the
 * reading for what follows, or undefined when there is nothing (more) to do. Short transactions around slow work; safe
 * to run twice.
 */
export async function readVersion(
  infra: Infra,
  unread: Unread,
  attempt: Attempt,
): Promise<Reading | undefined> {
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
    await keepReading(infra, actor, unread, version, reading)
    return reading
  } catch (error) {
    await fail(infra, actor, unread, error, attempt)
    return undefined
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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

async function keepReading(
  infra: Infra,
  actor: Actor,
  unread: Unread,
  version: Version,
  reading: Reading,
): Promise<void> {
  const { organization_id, document_id, version_number } = unread
  const pages = await keepPictures(infra.files, organization_id, version.version_id, reading.pages)
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
    await publish(tx, organization_id, documentRead, document_id, {
      version_number,
      page_count: pages.length,
    })
  })
  for (const child of reading.children) await keepChild(infra, actor, document_id, version, child)
}

/** Pictures lie beside the files, under the version whose they are. */
async function keepPictures(
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

/** An attachment becomes a document beside its mail, seen by whoever sees the mail. One that is there already stays. */
async function keepChild(
  infra: Infra,
  system: Actor,
  parent_document_id: string,
  { uploaded_by, visibility, team_id }: Version,
  child: Reading['children'][number],
): Promise<void> {
  const key = `organizations/${system.organization_id}/files/${newId()}`
  const written = await infra.files.write(key, createReadStream(child.path))
  const options = { visibility, ...(team_id ? { team_id } : {}), tags: [], allow_duplicate: false }
  const file = { key, filename: child.filename, mime_type: child.mime_type, ...written }
  await keepReceived(infra.files, file, () =>
    withActor(infra.db, system, (tx) =>
      addDocument(tx, infra, system, file, options, { uploaded_by, parent_document_id }),
    ),
  ).catch((error) => {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
  })
}

/** What the file itself is to blame for is said at once; what may pass is tried again, and said at the last try. */
async function fail(
  infra: Infra,
  actor: Actor,
  unread: Unread,
  error: unknown,
  attempt: Attempt,
): Promise<void> {
  const own = error instanceof ReadingError && error.code !== 'crashed'
  if (!own && !attempt.last) throw error
  const code = error instanceof ReadingError ? error.code : 'failed'
  const message =
    error instanceof ReadingError
      ? error.message
      : 'Reading failed several times. Nothing is lost; try again later.'
  if (!own) infra.log.error({ err: error, ...unread }, 'a document could not be read')
  const { organization_id, document_id } = unread
  await withActor(infra.db, actor, async (tx) => {
    await saveFailure(
      tx,
      organization_id,
      document_id,
      { code, message, at: infra.now().toISOString() },
      code === 'unsupported',
    )
    await publish(tx, organization_id, processingFailed, document_id, { code, message })
  })
}
