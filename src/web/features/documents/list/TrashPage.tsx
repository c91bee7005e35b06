import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty } from '#web/kit/states.tsx'
import { DocumentsList } from './DocumentsList.tsx'
import { Filters } from './Filters.tsx'
import { listed } from './listed.ts'

export function TrashPage() {
  const view = useSearch({ from: '/frame/documents/trash' })
  const navigate = useNavigate()
  const answer = useInfiniteQuery(listed(view, { trashed: true }))
  return (
    <>
      <PageHeader
        title="Trash"
        note="Restore brings a document back as it was. Open one to destroy it for good."
      />
      <Filters
        view={view}
        setView={(search) => navigate({ to: '/documents/trash', search, replace: true })}
        facets={answer.data?.pages[0]?.facets ?? null}
      />
      <DocumentsList
        trash
        answer={answer}
        view={view}
        empty={
          <Empty title="The trash is empty">
            What you put into the trash waits here until it is restored or destroyed.
          </Empty>
        }
      />
    </>
  )
}
