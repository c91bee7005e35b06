import type { documents } from '#domains/documents/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'

/** What the address of a list of documents says that the API takes in the same words. Lists are separated by commas. */
const QUERY_PARAMETERS = [
  'q',
  'document_type',
  'category',
  'property',
  'status',
  'tag',
  'uploaded_by',
  'visibility',
  'needs_review',
  'readable',
  'shared_with_me',
  'created_from',
  'created_to',
  'min_size',
  'max_size',
  'trashed',
  'sort',
] as const
/** Beside that: how the rows are grouped, the view, and the document that is shown beside them. */
export const VIEW_PARAMETERS = [...QUERY_PARAMETERS, 'group', 'view', 'open'] as const
export type DocumentView = { [K in (typeof VIEW_PARAMETERS)[number]]?: string | undefined }
export type DocumentQuery = ArgsOf<typeof documents.all>

/** What the address of a document says: the words that led there, and whether it is one of those under review. */
export const RECORD_PARAMETERS = ['q', 'review'] as const

/** What stands in an address goes to the API as it is, which refuses what it does not know. */
export function toQuery(view: DocumentView): DocumentQuery {
  const asked = QUERY_PARAMETERS.flatMap((name) => (view[name] ? [[name, view[name]]] : []))
  return Object.fromEntries(asked) as DocumentQuery
}

export function isFiltered({
  sort: _,
  view: __,
  open: ___,
  group: ____,
  trashed: _____,
  ...filters
}: DocumentView): boolean {
  return Object.values(filters).some(Boolean)
}
