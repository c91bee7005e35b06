import type { Cell, Rows } from '#infra/postgres/copy.ts'
import { newId } from '#lib/ids.ts'
import { between, pick, type Random, rank } from '#lib/random.ts'
import type { Writing } from './writing.ts'

/** An organization with the number of its documents, and the one file that serves as the bytes of all of them. */
export type Shelf = {
  id: string
  members: string[]
  teams: string[]
  documents: number
  file: { storage_path: string; file_size: number; file_hash: string }
}

const DAY_MS = 86_400_000
/** The share of documents, the newest, that have their pages, one row each. */
const WITH_PAGES = 0.2
const TAGS = [
  'buyer side',
  'listing side',
  'urgent',
  'closing 2026',
  '1031',
  'needs signature',
  'tax',
  'escrow',
]

export type Batch = { shelf: Shelf; first: number; count: number }
/** A loaded document, as the access log needs it. */
export type Filed = { organization_id: string; id: string; members: string[] }

/** The documents of all organizations in batches that fit one transaction. */
export function* batches(shelves: Shelf[], size: number): Generator<Batch> {
  for (const shelf of shelves)
    for (let first = 0; first < shelf.documents; first += size)
      yield { shelf, first, count: Math.min(size, shelf.documents - first) }
}

/**
 * The rows of one batch: documents, versions, pages. The oldest document is two years old, the newest is from today.
 */
export function documentRows(
  { shelf, first, count }: Batch,
  write: () => Writing,
  next: Random,
  now: number,
): { filed: Filed[]; rows: Rows[]; words: Set<string> } {
  const { id: organization_id, file, members } = shelf
  const documents: Cell[][] = []
  const versions: Cell[][] = []
  const pages: Cell[][] = []
  const filed: Filed[] = []
  const words = new Set<string>()
  for (let i = first; i < first + count; i++) {
    const age = (1 - i / shelf.documents) * 730 * DAY_MS
    const id = newId(Math.floor(now - age))
    const created_at = new Date(now - age).toISOString()
    const written = write()
    const text = written.pages.join('\n\n')
    const uploaded_by = members[rank(next, members.length)] as string
    const filename = `${written.title.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 80)}.pdf`
    const version_number = next() < 0.15 ? 2 : 1
    for (const word of text.toLowerCase().match(/[a-z]{3,40}/g) ?? []) words.add(word)
    documents.push([
      ...[organization_id, id, uploaded_by, pick(next, shelf.teams), filename, filename, 'pdf'],
      ...['application/pdf', file.file_size, file.file_hash, file.storage_path],
      ...[
        written.family.document_type,
        written.family.category,
        (0.5 + next() / 2).toFixed(4),
        'classifier',
        next() < 0.1,
      ],
      ...[
        text,
        visibility(next),
        written.title.slice(0, 500),
        `${written.family.category} for ${written.street}`,
      ],
      [
        ...new Set(
          Array.from({ length: between(next, 0, 4) }, () => TAGS[rank(next, TAGS.length)] as string),
        ),
      ],
      ...[
        next() < 0.02 ? 'archived' : 'ready',
        version_number,
        written.pages.length,
        created_at,
        created_at,
        true,
        next() < 0.1 ? null : written.property_address,
      ],
    ])
    for (let number = 1; number <= version_number; number++) {
      const version = newId()
      versions.push([
        ...[
          organization_id,
          version,
          id,
          number,
          filename,
          'application/pdf',
          file.storage_path,
          file.file_size,
        ],
        ...[file.file_hash, text, written.pages.length, uploaded_by, created_at],
      ])
      if (number === version_number && i >= shelf.documents * (1 - WITH_PAGES))
        written.pages.forEach((page, at) => {
          pages.push([organization_id, version, at + 1, 612, 792, page, '[]', 'text_layer'])
        })
    }
    filed.push({ organization_id, id, members })
  }
  return {
    filed,
    words,
    rows: tables(documents, versions, pages),
  }
}

function tables(documents: Cell[][], versions: Cell[][], pages: Cell[][]): Rows[] {
  const file = 'storage_path, file_size, file_hash'
  return [
    {
      table: 'documents',
      columns:
        `organization_id, id, uploaded_by, team_id, filename, original_filename, file_extension, mime_type,
        file_size, file_hash, storage_path, document_type, category, confidence_score, type_source, needs_review,
        extracted_text, visibility, title, description, tags, status, version_number, page_count, created_at,
        processed_at, readable, property_address`.split(/,\s*/),
      rows: documents,
    },
    {
      table: 'document_versions',
      columns:
        `organization_id, id, document_id, version_number, filename, mime_type, ${file}, extracted_text,
        page_count, created_by, created_at`.split(/,\s*/),
      rows: versions,
    },
    {
      table: 'document_pages',
      columns: 'organization_id, version_id, page_number, width, height, text, words, source'.split(', '),
      rows: pages,
    },
  ]
}

function visibility(next: Random): string {
  const dice = next()
  return dice < 0.55 ? 'agency' : dice < 0.8 ? 'team' : 'private'
}

/** Views and downloads of the last three months; new documents are opened more often than old ones. */
export function accessRows(filed: Filed[], count: number, next: Random, now: number): Rows {
  const rows = function* (): Generator<Cell[]> {
    for (let i = 0; i < count; i++) {
      const { organization_id, id, members } = filed[filed.length - 1 - rank(next, filed.length)] as Filed
      const at = Math.floor(now - next() * 80 * DAY_MS)
      const user_id = members[rank(next, members.length)] as string
      const action = next() < 0.8 ? 'view' : 'download'
      yield [organization_id, newId(at), id, 1, user_id, action, '192.0.2.7', new Date(at).toISOString()]
    }
  }
  return {
    table: 'document_access_logs',
    columns:
      `organization_id, id, document_id, version_number, user_id, action, ip_address, created_at`.split(', '),
    rows: rows(),
  }
}
