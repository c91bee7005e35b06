import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { Highlighted } from '#web/features/documents/Highlights.tsx'
import { DocumentPreview } from '#web/features/documents/preview/DocumentPreview.tsx'
import { TypeName } from '#web/features/documents/TypeName.tsx'
import { titleOf } from '#web/features/documents/words.ts'
import { Moment } from '#web/kit/dates.tsx'
import { List } from '#web/kit/list/List.tsx'
import { useSelection } from '#web/kit/table/use-selection.ts'
import { DocumentBulk } from './DocumentBulk.tsx'
import { DocumentState } from './DocumentState.tsx'
import { NoDocuments } from './NoDocuments.tsx'
import { MOST } from './use-bulk.ts'
import type { Listed } from './use-listed.ts'

const NONE: DocumentHit[] = []

/** Documents in rows, one of them beside the list, and what can be done with those that are selected. */
export function DocumentsList({ listed }: { listed: Listed }) {
  const { list, first } = listed
  const { search: view, setSearch } = list
  const navigate = useNavigate()
  const selection = useSelection(list.rows ?? NONE, MOST)
  const corrected = first?.corrected_query
  const q = corrected ?? view.q
  const open = ({ id }: { id: string }) =>
    navigate({ to: '/documents/$id', params: { id }, search: q ? { q } : {} })
  const none = <NoDocuments view={view} setView={setSearch} />
  return (
    <>
      {corrected && (
        <Text size="sm" mb="xs">
          No results for “{view.q}”. Showing results for <strong>{corrected}</strong>.
        </Text>
      )}
      <List
        list={list}
        one="document"
        empty={none}
        noMatches={none}
        panelLabel="Preview"
        panel={({ id }) => <DocumentPreview id={id} q={q} />}
        unlisted={(id) => <DocumentPreview id={id} q={q} />}
        total={first?.total}
        above={<DocumentBulk selection={selection} listed={listed} />}
        selection={selection}
        nameOf={titleOf}
        second={secondLine}
        below={belowRow}
        groupOf={view.group ? groupOf : undefined}
        onOpen={open}
      />
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
      <span>{property_address?.split(',')[0] ?? <TypeName document={document} />}</span>
      <Moment at={deleted_at ?? created_at} />
    </>
  )
}
