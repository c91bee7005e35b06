import { Group, Menu } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { documents } from '#domains/documents/contract.ts'
import { EXPORT_COLUMNS } from '#domains/documents/exports/schema.ts'
import { call } from '#web/calls.ts'
import { UploadButton } from '#web/features/documents/upload/UploadButton.tsx'
import { useUpload } from '#web/features/documents/upload/use-upload.ts'
import { type DocumentView, toQuery } from '#web/features/documents/view.ts'
import { Chips } from '#web/kit/filters/Chips.tsx'
import { ListSearch } from '#web/kit/filters/ListSearch.tsx'
import { SortMenu } from '#web/kit/filters/SortMenu.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { ColumnsMenu } from '#web/kit/table/ColumnsMenu.tsx'
import { ExportMenu } from '#web/kit/table/ExportMenu.tsx'
import { useColumns } from '#web/kit/table/use-columns.ts'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMay, useMembership } from '#web/session.ts'
import { useViews } from '#web/use-views.ts'
import { BEST_MATCH, documentColumns, SORTS } from './columns.tsx'
import { DocumentsList } from './DocumentsList.tsx'
import { FoundCount } from './FoundCount.tsx'
import { documentFilters } from './filters.ts'
import { ReviewButton } from './ReviewButton.tsx'
import { UsageMeter } from './UsageMeter.tsx'
import { useBuiltInViews } from './use-built-in-views.ts'
import { useListed } from './use-listed.ts'

export function DocumentsPage() {
  const view = useSearch({ from: '/frame/documents' })
  const navigate = useNavigate()
  const setView = (search: DocumentView) => navigate({ to: '/documents', search, replace: true })
  useRememberedSearch(`documents.${useMembership().organization_id}`, view, setView)
  const upload = useUpload()
  const mayUpload = useMay('documents.upload')
  const listed = useListed(view)
  const views = useViews('document')
  const builtIn = useBuiltInViews()
  const all = documentColumns({ q: view.q, trash: !!view.trashed, grouped: !!view.group })
  const saved = views.saved.find(({ id }) => id === view.view)
  const columns = useColumns('documents', all, { view: view.view, saved: saved?.columns })
  const setSort = (sort: string | undefined) => setView({ ...view, sort, group: undefined })
  return (
    <>
      <PageHeader title="Documents" note={<FoundCount first={listed.first} ranked={!!view.q} />}>
        <UsageMeter />
        {view.needs_review && <ReviewButton view={view} />}
        {mayUpload && <UploadButton onChosen={upload} />}
      </PageHeader>
      <ViewTabs builtIn={builtIn} views={views} search={view} setSearch={setView} columns={columns.chosen} />
      <ListBar
        search={
          <ListSearch
            label="Search documents"
            q={view.q}
            setQ={(q) => setView({ ...view, q, sort: undefined, group: undefined })}
          />
        }
        chips={
          <Chips filters={documentFilters(listed.first?.facets ?? null)} search={view} setSearch={setView} />
        }
      >
        <SortMenu
          choices={view.q ? [BEST_MATCH, ...SORTS] : SORTS}
          current={view.sort ?? (view.q ? 'relevance' : 'newest')}
          setSort={setSort}
        >
          <Menu.Divider />
          <Menu.CheckboxItem
            checked={view.group === 'property'}
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
            fetch={(format) =>
              call(documents.export, {
                ...toQuery(view),
                format,
                columns: EXPORT_COLUMNS.filter((id) => columns.shown.some((column) => column.id === id)),
              })
            }
          />
        </Group>
      </ListBar>
      <DocumentsList
        listed={listed}
        view={view}
        setView={setView}
        columns={columns}
        sorting={{ sort: view.sort ?? (view.q ? undefined : 'newest'), setSort }}
      />
    </>
  )
}
