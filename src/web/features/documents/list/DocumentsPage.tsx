import { useNavigate, useSearch } from '@tanstack/react-router'
import { UploadButton } from '#web/features/documents/upload/UploadButton.tsx'
import { useUpload } from '#web/features/documents/upload/use-upload.ts'
import type { DocumentView } from '#web/features/documents/view.ts'
import { Chips } from '#web/kit/filters/Chips.tsx'
import { ListSearch } from '#web/kit/filters/ListSearch.tsx'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useColumns } from '#web/kit/table/use-columns.ts'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMay, useMembership } from '#web/session.ts'
import { useViews } from '#web/use-views.ts'
import { documentColumns } from './columns.tsx'
import { DocumentsList } from './DocumentsList.tsx'
import { DocumentTools } from './DocumentTools.tsx'
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
        <DocumentTools view={view} setView={setView} all={all} columns={columns} />
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
