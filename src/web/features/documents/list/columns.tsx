import type { DocumentHit } from '#domains/documents/schema.ts'
import { PropertyName } from '#web/features/documents/PropertyName.tsx'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import { VISIBILITIES } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes } from '#web/kit/figures.ts'
import type { SortChoice } from '#web/kit/filters/SortMenu.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { DocumentState } from './DocumentState.tsx'
import { DocumentTitle } from './DocumentTitle.tsx'

export const SORTS: SortChoice[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'property', label: 'By property' },
  { value: 'title', label: 'By title' },
  { value: 'type', label: 'By type' },
  { value: 'changed', label: 'Last changed' },
  { value: 'size', label: 'Largest first' },
]
export const BEST_MATCH: SortChoice = { value: 'relevance', label: 'Best match' }

/** The columns of a list of documents; their names are those of the API's export. */
export function documentColumns({
  q,
  trash,
  grouped,
}: {
  q: string | undefined
  trash: boolean
  grouped: boolean
}) {
  const columns: Column<DocumentHit>[] = [
    {
      id: 'property_address',
      header: 'Property',
      width: 190,
      grows: true,
      priority: 1,
      sort: { ascending: 'property', descending: 'property_desc', first: 'ascending' },
      cell: ({ property_address }) => <PropertyName address={property_address} />,
    },
    {
      id: 'title',
      header: 'Document',
      width: 260,
      main: true,
      priority: 0,
      sort: { ascending: 'title', descending: 'title_desc', first: 'ascending' },
      cell: (document) => <DocumentTitle document={document} q={q} />,
    },
    {
      id: 'document_type',
      header: 'Type',
      width: 124,
      priority: 3,
      sort: { ascending: 'type', descending: 'type_desc', first: 'ascending' },
      cell: (document) => <TypeName document={document} />,
    },
    {
      id: 'status',
      header: 'Status',
      width: 130,
      priority: 2,
      cell: (document) => <DocumentState document={document} />,
    },
    {
      id: 'uploaded_by',
      header: 'Uploaded by',
      width: 130,
      priority: 6,
      cell: ({ uploaded_by_name }) => uploaded_by_name,
    },
    {
      id: 'visibility',
      header: 'Visible to',
      width: 150,
      priority: 5,
      optional: true,
      cell: ({ visibility }) => VISIBILITIES[visibility],
    },
    {
      id: 'page_count',
      header: 'Pages',
      width: 56,
      priority: 8,
      optional: true,
      figures: true,
      cell: ({ page_count }) => page_count ?? '—',
    },
    {
      id: 'file_size',
      header: 'Size',
      width: 72,
      priority: 9,
      optional: true,
      figures: true,
      sort: { ascending: 'size_asc', descending: 'size', first: 'descending' },
      cell: ({ file_size }) => formatBytes(file_size),
    },
    {
      id: 'updated_at',
      header: 'Changed',
      width: 108,
      priority: 7,
      optional: true,
      figures: true,
      sort: { ascending: 'changed_asc', descending: 'changed', first: 'descending' },
      cell: ({ updated_at }) => <Moment at={updated_at} />,
    },
    {
      id: 'created_at',
      header: trash ? 'Deleted' : 'Uploaded',
      width: 108,
      priority: 4,
      figures: true,
      ...(!trash && { sort: { ascending: 'oldest', descending: 'newest', first: 'descending' } as const }),
      cell: ({ created_at, deleted_at }) => <Moment at={(trash && deleted_at) || created_at} />,
    },
  ]
  // The heading of a group says it already.
  return grouped ? columns.filter(({ id }) => id !== 'property_address') : columns
}
