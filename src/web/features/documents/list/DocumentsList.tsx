import { Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { Highlighted } from '#web/features/documents/Highlights.tsx'
import { DocumentPreview } from '#web/features/documents/preview/DocumentPreview.tsx'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import type { DocumentView } from '#web/features/documents/view.ts'
import { titleOf } from '#web/features/documents/words.ts'
import { isRefusal } from '#web/http.ts'
import { Moment } from '#web/kit/dates.tsx'
import { Panel } from '#web/kit/panel/Panel.tsx'
import { PanelLayout, PHONE } from '#web/kit/panel/PanelLayout.tsx'
import { Refused } from '#web/kit/states.tsx'
import { Table } from '#web/kit/table/Table.tsx'
import { TableSkeleton } from '#web/kit/table/TableSkeleton.tsx'
import type { Sorting } from '#web/kit/table/table-props.ts'
import type { Columns } from '#web/kit/table/use-columns.ts'
import { useSelection } from '#web/kit/table/use-selection.ts'
import { DocumentBulk } from './DocumentBulk.tsx'
import { DocumentState } from './DocumentState.tsx'
import { NoDocuments } from './NoDocuments.tsx'
import { MOST } from './use-bulk.ts'
import type { Listed } from './use-listed.ts'

type Props = {
  listed: Listed
  view: DocumentView
  setView: (view: DocumentView) => void
  columns: Columns<DocumentHit>
  sorting: Sorting
}

/** Documents in rows, one of them beside the list, and what can be done with those that are selected. */
export function DocumentsList({ listed, view, setView, columns, sorting }: Props) {
  const { rows = [], first, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = listed
  const navigate = useNavigate()
  const phone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const selection = useSelection(rows, MOST)
  const corrected = first?.corrected_query
  const q = corrected ?? view.q
  const open = ({ id }: { id: string }) =>
    navigate({ to: '/documents/$id', params: { id }, search: q ? { q } : {} })
  const preview = (document: DocumentHit | null) => setView({ ...view, open: document?.id })
  const previewed = rows.findIndex(({ id }) => id === view.open)
  if (isRefusal(error, 'invalid', 'refused', 'forbidden') && !first)
    return <Refused error={error} retry={() => setView({})} label="Clear all filters" />
  if (error && !first) return <Refused error={error} retry={refetch} />
  if (!first) return <TableSkeleton />
  if (rows.length === 0) return <NoDocuments view={view} setView={setView} />
  return (
    <>
      {corrected && (
        <Text size="sm" mb="xs">
          No results for “{view.q}”. Showing results for <strong>{corrected}</strong>.
        </Text>
      )}
      <PanelLayout
        label="Preview"
        panel={
          view.open && !phone ? (
            <Panel
              index={previewed}
              count={first.total ?? rows.length}
              go={(step) => preview(rows[previewed + step] ?? null)}
              open={() => open({ id: view.open ?? '' })}
              onClose={() => preview(null)}
            >
              <DocumentPreview key={view.open} id={view.open} q={q} />
            </Panel>
          ) : null
        }
      >
        <DocumentBulk
          selection={selection}
          trash={!!view.trashed}
          listed={listed}
          sort={sorting.sort ?? ''}
        />
        <Table
          label="Documents"
          rows={rows}
          nameOf={titleOf}
          columns={columns}
          sorting={sorting}
          selection={selection}
          second={secondLine}
          below={belowRow}
          groupOf={view.group ? groupOf : undefined}
          previewed={view.open}
          onPreview={phone ? undefined : preview}
          onOpen={open}
          onEnd={() => hasNextPage && !isFetchingNextPage && fetchNextPage()}
        />
      </PanelLayout>
    </>
  )
}

const groupOf = ({ property_address }: DocumentHit) => property_address ?? 'No property'

function belowRow({ highlights: [first] }: DocumentHit) {
  return first ? <Highlighted highlight={first} /> : null
}

function secondLine(document: DocumentHit) {
  const { created_at, deleted_at, property_address } = document
  return (
    <>
      <DocumentState document={document} />
      {property_address?.split(',')[0] ?? <TypeName document={document} />}
      <Moment at={deleted_at ?? created_at} />
    </>
  )
}
