import { Button, Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { UploadButton } from '#web/features/documents/upload/UploadButton.tsx'
import { useUpload } from '#web/features/documents/upload/use-upload.ts'
import { type DocumentView, isFiltered } from '#web/features/documents/view.ts'
import { formatCount } from '#web/kit/figures.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useLive } from '#web/live.ts'
import { useMay } from '#web/session.ts'
import { DocumentsList } from './DocumentsList.tsx'
import { Filters } from './Filters.tsx'
import { listed } from './listed.ts'
import { UsageMeter } from './UsageMeter.tsx'
import { useRememberedView } from './use-remembered-view.ts'

const ASK_MS = 3_000

export function DocumentsPage() {
  const view = useSearch({ from: '/frame/documents' })
  const navigate = useNavigate()
  const mayUpload = useMay('documents.upload')
  const upload = useUpload()
  const live = useLive()
  const setView = (next: DocumentView) => navigate({ to: '/documents', search: next, replace: true })
  useRememberedView(view, setView)
  const answer = useInfiniteQuery({
    ...listed(view),
    refetchInterval: ({ state }) => {
      const unread = state.data?.pages.some(({ items }) =>
        items.some(({ status }) => status === 'processing'),
      )
      return unread && !live ? ASK_MS : false
    },
  })
  const first = answer.data?.pages[0]
  const action = mayUpload ? <UploadButton onChosen={upload} /> : null

  return (
    <>
      <PageHeader title="Documents" note={<Count first={first} ranked={!!view.q} />}>
        <UsageMeter />
        {action}
      </PageHeader>
      <Filters view={view} setView={setView} facets={first?.facets ?? null} />
      <DocumentsList
        answer={answer}
        view={view}
        empty={
          isFiltered(view) ? (
            <Empty
              title="No matching documents"
              action={
                <Button variant="default" onClick={() => setView({})}>
                  Clear all filters
                </Button>
              }
            >
              Try fewer words or filters.
            </Empty>
          ) : (
            <Empty title="Drop your first files here" action={<Group justify="center">{action}</Group>}>
              Contracts, disclosures, closing statements, scans and photos: each is read, sorted by type, and
              found by its words.
            </Empty>
          )
        }
      />
    </>
  )
}

type Counted = { total: number | null; total_is_exact: boolean }

/** Of words that are in very many documents, the newest are ranked and counted; the note says so. */
function Count({ first, ranked }: { first: Counted | undefined; ranked: boolean }) {
  const [kept, setKept] = useState(first)
  if (first && first !== kept) setKept(first)
  if (!kept || kept.total === null) return <> </>
  const count = formatCount(kept.total, 'document')
  if (kept.total_is_exact) return <>{count}</>
  return <>{ranked ? `More than ${count}; the newest are ranked and counted` : `More than ${count}`}</>
}
