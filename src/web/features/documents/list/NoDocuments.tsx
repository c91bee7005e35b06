import { Button } from '@mantine/core'
import { UploadButton } from '#web/features/documents/upload/UploadButton.tsx'
import { useUpload } from '#web/features/documents/upload/use-upload.ts'
import { type DocumentView, isFiltered } from '#web/features/documents/view.ts'
import { Empty } from '#web/kit/states.tsx'
import { useMay } from '#web/session.ts'

type Props = { view: DocumentView; setView: (view: DocumentView) => void }

/** What stands where no row does: why, and the next step. */
export function NoDocuments({ view, setView }: Props) {
  const upload = useUpload()
  const mayUpload = useMay('documents.upload')
  if (view.view === 'review' && !view.q)
    return <Empty title="You’re all caught up">No documents need review.</Empty>
  if (view.view === 'unread' && !view.q)
    return <Empty title="No failed uploads">Every file could be read.</Empty>
  if (isFiltered(view))
    return (
      <Empty
        title="No matching documents"
        action={
          <Button variant="default" onClick={() => setView({})}>
            Clear all filters
          </Button>
        }
      >
        Try fewer filters.
      </Empty>
    )
  if (view.trashed)
    return (
      <Empty title="The trash is empty">
        Documents you move to the trash stay here until you restore them or delete them permanently.
      </Empty>
    )
  return (
    <Empty title="Drop your first files here" action={mayUpload && <UploadButton onChosen={upload} />}>
      Contracts, disclosures, closing statements, scans and photos: Deedline reads each one, sorts it by type
      and property, and makes its text searchable.
    </Empty>
  )
}
