import { Group, Menu } from '@mantine/core'
import { documents } from '#domains/documents/contract.ts'
import { EXPORT_COLUMNS } from '#domains/documents/exports/schema.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { call } from '#web/calls.ts'
import { type DocumentView, toQuery } from '#web/features/documents/view.ts'
import { SortMenu } from '#web/kit/filters/SortMenu.tsx'
import { ColumnsMenu } from '#web/kit/table/ColumnsMenu.tsx'
import type { Column } from '#web/kit/table/column.ts'
import { ExportMenu } from '#web/kit/table/ExportMenu.tsx'
import type { Columns } from '#web/kit/table/use-columns.ts'
import { BEST_MATCH, SORTS } from './columns.tsx'

type Props = {
  view: DocumentView
  setView: (view: DocumentView) => void
  all: Column<DocumentHit>[]
  columns: Columns<DocumentHit>
}

/** How the list is shown: its order, whether it is grouped, its columns, and the way into a file. */
export function DocumentTools({ view, setView, all, columns }: Props) {
  const grouped = view.group === 'property'
  const exported = EXPORT_COLUMNS.filter(
    (id) => columns.shown.some((column) => column.id === id) || (grouped && id === 'property_address'),
  )
  return (
    <>
      <SortMenu
        choices={view.q ? [BEST_MATCH, ...SORTS] : SORTS}
        current={view.sort ?? (view.q ? 'relevance' : 'newest')}
        setSort={(sort) => setView({ ...view, sort, group: undefined })}
      >
        <Menu.Divider />
        <Menu.CheckboxItem
          checked={grouped}
          onChange={(on) =>
            setView({ ...view, group: on ? 'property' : undefined, sort: on ? 'property' : undefined })
          }
        >
          Group by property
        </Menu.CheckboxItem>
      </SortMenu>
      <Group gap={6} wrap="nowrap">
        <ColumnsMenu all={all} columns={columns} />
        <ExportMenu
          fetch={(format) => call(documents.export, { ...toQuery(view), format, columns: exported })}
        />
      </Group>
    </>
  )
}
