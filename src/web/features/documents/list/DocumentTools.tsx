import { Menu } from '@mantine/core'
import { documents } from '#domains/documents/contract.ts'
import { EXPORT_COLUMNS } from '#domains/documents/exports/schema.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { call } from '#web/calls.ts'
import { toQuery } from '#web/features/documents/view.ts'
import { SortMenu } from '#web/kit/filters/SortMenu.tsx'
import type { List } from '#web/kit/list/list.ts'
import { ExportMenu } from '#web/kit/table/ExportMenu.tsx'
import { BEST_MATCH, SORTS } from './columns.tsx'

/** How the list is shown beside its columns: its order, whether it is grouped, and the way into a file. */
export function DocumentTools({ list }: { list: List<DocumentHit> }) {
  const { search: view, setSearch: setView, columns } = list
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
      <ExportMenu
        fetch={(format) => call(documents.export, { ...toQuery(view), format, columns: exported })}
      />
    </>
  )
}
