import { Anchor, Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ImportRow } from '#domains/identity/imports/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { List } from '#web/kit/list/List.tsx'
import type { List as ListState } from '#web/kit/list/list.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { momentColumn, personColumn, statusColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useMay } from '#web/session.ts'
import { ImportDetail } from './ImportDetail.tsx'
import { ImportWizard } from './ImportWizard.tsx'
import type { ImportKind } from './kind.ts'
import { IMPORT_STATES, outcomeOf } from './states.ts'

export const IMPORT_COLUMNS: Column<ImportRow>[] = [
  textColumn('filename', 'File', { main: true, width: 240, grows: true }),
  statusColumn('state', 'Status', IMPORT_STATES),
  {
    id: 'outcome',
    header: 'Result',
    width: 300,
    priority: 2,
    cell: (one) => outcomeOf(one),
  },
  personColumn('created_by_name', 'By', { priority: 4 }),
  momentColumn('created_at', 'Uploaded', { priority: 3 }),
]

type Props = { kind: ImportKind; list: ListState<ImportRow> }

/** Files that were imported, and what came of each. */
export function ImportsPage({ kind, list }: Props) {
  const may = useMay(kind.permission)
  const start = may && (
    <Button leftSection={<IconFileImport size={16} />} onClick={() => list.make('file')}>
      Import {kind.many}
    </Button>
  )
  const wizard = may ? list.search.new : undefined
  return (
    <>
      <PageHeader
        above={
          <Anchor component={Link} to={kind.above.to} size="sm" c="dimmed">
            {kind.above.label}
          </Anchor>
        }
        title="Imports"
        note={`Files of ${kind.many} that you imported. Each import can be undone.`}
      >
        {start}
      </PageHeader>
      <List
        list={list}
        one="import"
        empty={
          <Empty title="No imports yet" action={start}>
            Bring your {kind.many} from {kind.products} or a spreadsheet.
          </Empty>
        }
        panel={({ id }) => <ImportDetail kind={kind} id={id} resume={() => list.make(id)} />}
        unlisted={(id) => <ImportDetail kind={kind} id={id} resume={() => list.make(id)} />}
        nameOf={({ filename }) => filename}
        second={(one) => (
          <>
            <Status of={IMPORT_STATES} status={one.state} />{' '}
            {one.state === 'uploaded' ? formatCount(one.row_count, 'row') : outcomeOf(one)}
          </>
        )}
      />
      {wizard && (
        <ImportWizard
          kind={kind}
          id={wizard === 'file' ? null : wizard}
          show={(id) => list.make(id)}
          onClose={list.dialog('file').onClose}
        />
      )}
    </>
  )
}
