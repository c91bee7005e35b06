import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty } from '#web/kit/states.tsx'
import { DocumentsList } from './DocumentsList.tsx'
import { Filters } from './Filters.tsx'
import { listed } from './listed.ts'

/** What the machine was not sure of, oldest first, so that nothing waits for ever. */
export function ReviewPage() {
  const view = useSearch({ from: '/frame/documents/review' })
  const navigate = useNavigate()
  const sort = view.sort ?? (view.q ? undefined : 'oldest')
  const answer = useInfiniteQuery(listed({ ...view, sort }, { needs_review: true }))
  return (
    <>
      <PageHeader
        title="Review"
        note="We were not sure of these. Open one, say what it is, and accept or reject what was read."
      />
      <Filters
        view={{ ...view, sort }}
        setView={(search) => navigate({ to: '/documents/review', search, replace: true })}
        facets={answer.data?.pages[0]?.facets ?? null}
      />
      <DocumentsList
        answer={answer}
        view={{ ...view, sort }}
        empty={
          <Empty title="Nothing to review">
            Every document is sorted. New ones that need your eye appear here.
          </Empty>
        }
      />
    </>
  )
}
