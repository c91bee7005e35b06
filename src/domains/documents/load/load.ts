import { createHash } from 'node:crypto'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import type { Load, LoadPlan } from '#infra/domain.ts'
import { copyRows } from '#infra/postgres/copy.ts'
import { newId } from '#lib/ids.ts'
import { accessRows, batches, documentRows, type Filed, type Shelf } from './rows.ts'
import { openWriter } from './writing.ts'

/** The data size of the seeds. */
const FULL = { documents: 100_000, accesses: 1_000_000 }

/** Documents with versions, pages and words, and the log of who opened them. */
export const documentsLoad: Load = {
  tables: ['documents', 'document_versions', 'document_pages', 'document_terms', 'document_access_logs'],
  run: async (plan) => {
    const total = Math.max(20, Math.round(FULL.documents * plan.scale))
    const accesses = Math.max(100, Math.round(FULL.accesses * plan.scale))
    const bytes = await standIn()
    const shelves = shelvesOf(plan, total, bytes)
    await writeFiles(plan, shelves, bytes)
    const filed = await loadDocuments(plan, shelves, total)
    await loadAccesses(plan, filed, accesses)
    return `${total} documents, ${accesses} entries of the access log`
  },
}

/** Each organization's share, rounded so that the shares add up to the total. */
function shelvesOf({ organizations }: LoadPlan, total: number, bytes: Buffer): Shelf[] {
  const file = { file_size: bytes.length, file_hash: createHash('sha256').update(bytes).digest('hex') }
  let [sum, given] = [0, 0]
  return organizations.map(({ id, members, teams, part }) => {
    sum += part * total
    const documents = Math.round(sum) - given
    given += documents
    return {
      ...{ id, members, teams, documents },
      file: { ...file, storage_path: `organizations/${id}/files/${newId()}` },
    }
  })
}

/** A file that says that it is load test data, so that no one who opens it is misled. */
async function standIn(): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([612, 792])
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  const text = 'This page stands in for the file of a document made for measuring.'
  page.drawText(text, { x: 60, y: 700, size: 12, font })
  return Buffer.from(await pdf.save())
}

async function writeFiles({ infra }: LoadPlan, shelves: Shelf[], bytes: Buffer): Promise<void> {
  const queue = shelves.values()
  await inParallel(8, async () => {
    for (const { file } of queue)
      await infra.files.write(
        file.storage_path,
        (async function* () {
          yield bytes
        })(),
      )
  })
  const rows = shelves.map(({ id, file }) => [id, file.file_hash, file.file_size, file.storage_path])
  const columns = ['organization_id', 'file_hash', 'file_size', 'storage_path']
  await copyRows(infra.worker, [{ table: 'document_blobs', columns, rows }])
}

/** The large organization's words are stored for the correction of typos, as they are when a document is read. */
async function loadDocuments(
  { infra, next, print }: LoadPlan,
  shelves: Shelf[],
  total: number,
): Promise<Filed[]> {
  const filed: Filed[] = []
  const vocabulary = new Set<string>()
  const started = Date.now()
  const write = openWriter(next)
  const queue = batches(shelves, 1_000)
  await inParallel(2, async () => {
    for (const batch of queue) {
      const made = documentRows(batch, write, next, started)
      await copyRows(infra.worker, made.rows)
      if (batch.shelf === shelves[0]) for (const word of made.words) vocabulary.add(word)
      const before = filed.length
      filed.push(...made.filed)
      if (Math.floor((before * 10) / total) !== Math.floor((filed.length * 10) / total))
        print(`${filed.length} of ${total} documents`)
    }
  })
  const rows = [...vocabulary].map((term) => [shelves[0]?.id ?? null, term])
  await copyRows(infra.worker, [{ table: 'document_terms', columns: ['organization_id', 'term'], rows }])
  return filed.sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function loadAccesses({ infra, next }: LoadPlan, filed: Filed[], count: number): Promise<void> {
  const started = Date.now()
  const size = 50_000
  const queue = Array.from({ length: Math.ceil(count / size) }, (_, i) =>
    Math.min(size, count - i * size),
  ).values()
  await inParallel(2, async () => {
    for (const rows of queue) await copyRows(infra.worker, [accessRows(filed, rows, next, started)])
  })
}

async function inParallel(count: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: count }, work))
}
