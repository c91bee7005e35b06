import { categoryName } from '#domains/documents/rules/categories.ts'
import { STATUS_NAMES, TYPE_NAMES, VISIBILITY_NAMES } from '#domains/documents/rules/names.ts'
import type { Document } from '#domains/documents/schema.ts'
import { searchDocuments } from '#domains/documents/search/search.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Sheet, SheetValue } from '#infra/sheets/send-sheet.ts'
import type { Actor } from '#lib/actor.ts'
import { dayAt } from '#lib/dates.ts'
import { type DocumentExport, EXPORT_COLUMNS } from './schema.ts'

/** As many as a list counts; for more, narrow the list or use the API page by page. */
const MOST_ROWS = 10_000
const PAGE = 100

type Column = { header: string; value: (document: Document, zone: string) => SheetValue }

const COLUMNS: Record<(typeof EXPORT_COLUMNS)[number], Column> = {
  property_address: { header: 'Property', value: (document) => document.property_address },
  title: { header: 'Document', value: ({ title, filename }) => title ?? filename },
  document_type: { header: 'Type', value: ({ document_type: type }) => type && TYPE_NAMES[type] },
  category: { header: 'Category', value: ({ category }) => categoryName(category) ?? null },
  status: {
    header: 'Status',
    value: ({ status, needs_review }) =>
      status === 'ready' && needs_review ? 'Needs review' : STATUS_NAMES[status],
  },
  tags: { header: 'Tags', value: ({ tags }) => tags.join(', ') },
  uploaded_by: { header: 'Uploaded by', value: (document) => document.uploaded_by_name },
  visibility: { header: 'Visible to', value: ({ visibility }) => VISIBILITY_NAMES[visibility] },
  page_count: { header: 'Pages', value: (document) => document.page_count },
  file_size: { header: 'Size (bytes)', value: (document) => document.file_size },
  created_at: { header: 'Uploaded', value: ({ created_at }, zone) => dayAt(created_at, zone) },
  updated_at: { header: 'Changed', value: ({ updated_at }, zone) => dayAt(updated_at, zone) },
  filename: { header: 'File name', value: (document) => document.filename },
}

/** All pages of the list that a person sees, each read in its own transaction so that none is held open. */
export function exportDocuments(
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  secret: string,
  actor: Actor,
  { format: _, columns = [], ...narrowing }: DocumentExport,
): Omit<Sheet, 'name'> {
  const shown = (columns.length > 0 ? columns : EXPORT_COLUMNS).map((name) => COLUMNS[name])
  return {
    headers: shown.map(({ header }) => header),
    rows: rowsOf(async (cursor) =>
      read((tx) =>
        searchDocuments(tx, secret, actor, {
          ...narrowing,
          facets: false,
          limit: PAGE,
          ...(cursor && { cursor }),
        }),
      ),
    ),
  }

  async function* rowsOf(pageAt: (cursor: string | null) => ReturnType<typeof searchDocuments>) {
    const seen = new Set<string>() // Unless the order is by id, a concurrent change may move a row to the next page.
    let cursor: string | null = null
    do {
      const page = await pageAt(cursor)
      for (const document of page.items) {
        if (seen.has(document.id)) continue
        seen.add(document.id)
        yield shown.map(({ value }) => value(document, actor.timezone))
        if (seen.size === MOST_ROWS) return
      }
      cursor = page.next_cursor
    } while (cursor)
  }
}
