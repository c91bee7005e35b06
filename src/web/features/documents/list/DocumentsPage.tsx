import { UploadButton } from '#web/features/documents/upload/UploadButton.tsx'
import { useUpload } from '#web/features/documents/upload/use-upload.ts'
import { ListBar } from '#web/kit/list/ListBar.tsx'
import { useRememberedSearch } from '#web/kit/list/use-remembered-search.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { ViewTabs } from '#web/kit/views/ViewTabs.tsx'
import { useMay, useMembership } from '#web/session.ts'
import { useViews } from '#web/use-views.ts'
import { DocumentsList } from './DocumentsList.tsx'
import { DocumentTools } from './DocumentTools.tsx'
import { FoundCount } from './FoundCount.tsx'
import { documentFilters } from './filters.ts'
import { ReviewButton } from './ReviewButton.tsx'
import { UsageMeter } from './UsageMeter.tsx'
import { useBuiltInViews } from './use-built-in-views.ts'
import { useListed } from './use-listed.ts'

export function DocumentsPage() {
  const views = useViews('document')
  const builtIn = useBuiltInViews()
  const listed = useListed(views)
  const upload = useUpload()
  const mayUpload = useMay('documents.upload')
  const { list, first } = listed
  const { search: view, setSearch } = list
  useRememberedSearch(`documents.${useMembership().organization_id}`, view, setSearch)
  return (
    <>
      <PageHeader title="Documents" note={<FoundCount first={first} ranked={!!view.q} />}>
        <UsageMeter />
        {view.needs_review && <ReviewButton view={view} />}
        {mayUpload && <UploadButton onChosen={upload} />}
      </PageHeader>
      <ViewTabs builtIn={builtIn} views={views} list={list} />
      <ListBar list={list} find="Search documents" filters={documentFilters(first?.facets ?? null)}>
        <DocumentTools list={list} />
      </ListBar>
      <DocumentsList listed={listed} />
    </>
  )
}
