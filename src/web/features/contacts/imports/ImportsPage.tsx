import { Anchor, Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { imports } from '#domains/contacts/imports/contract.ts'
import type { ImportRow } from '#domains/identity/imports/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { List } from '#web/kit/list/List.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { Empty } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { momentColumn, personColumn, statusColumn, textColumn } from '#web/kit/table/columns.tsx'
import { useList } from '#web/use-list.ts'
import { ImportContacts } from './ImportContacts.tsx'
import { ImportDetail } from './ImportDetail.tsx'
import { IMPORT_STATES, outcomeOf } from './states.ts'

const COLUMNS: Column<ImportRow>[] = [
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

/** Files of contacts that were imported, and what came of each. */
export function ImportsPage() {
  const list = useList(imports.all, { name: 'contact-imports', columns: COLUMNS })
  const start = (
    <Button leftSection={<IconFileImport size={16} />} onClick={() => list.make('file')}>
      Import contacts
    </Button>
  )
  const wizard = list.search.new
  return (
    <>
      <PageHeader
        above={
          <Anchor component={Link} to="/contacts" size="sm" c="dimmed">
            Contacts
          </Anchor>
        }
        title="Imports"
        note="Files of contacts that you imported. Each import can be undone."
      >
        {start}
      </PageHeader>
      <List
        list={list}
        one="import"
        empty={
          <Empty title="No imports yet" action={start}>
            Bring your contacts from Google, Outlook, iPhone, Follow Up Boss, kvCORE, Top Producer or a
            spreadsheet.
          </Empty>
        }
        panel={({ id }) => <ImportDetail id={id} resume={() => list.make(id)} />}
        unlisted={(id) => <ImportDetail id={id} resume={() => list.make(id)} />}
        nameOf={({ filename }) => filename}
        second={(one) => (
          <>
            <Status of={IMPORT_STATES} status={one.state} />{' '}
            {one.state === 'uploaded' ? formatCount(one.row_count, 'row') : outcomeOf(one)}
          </>
        )}
      />
      {wizard && (
        <ImportContacts
          id={wizard === 'file' ? null : wizard}
          show={(id) => list.make(id)}
          onClose={list.dialog('file').onClose}
        />
      )}
    </>
  )
}
