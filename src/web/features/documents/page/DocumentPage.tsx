import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { answerTo } from '#web/calls.ts'
import { useDropTarget } from '#web/drop-target.ts'
import { noteRecent } from '#web/features/documents/recent.ts'
import { ReviewBar } from '#web/features/documents/review/ReviewBar.tsx'
import { titleOf } from '#web/features/documents/words.ts'
import { RecordLayout } from '#web/kit/record/RecordLayout.tsx'
import type { Section } from '#web/kit/record/section.ts'
import { UnsavedMark } from '#web/kit/record/UnsavedMark.tsx'
import { Unsaved } from '#web/kit/Unsaved.tsx'
import { useLive } from '#web/live.ts'
import { Parts } from '#web/parts.tsx'
import { useMembership } from '#web/session.ts'
import { Activity } from './Activity.tsx'
import { Comments } from './Comments.tsx'
import { Details } from './Details.tsx'
import { DocumentHeader } from './DocumentHeader.tsx'
import { KeyTerms } from './KeyTerms.tsx'
import type { Place } from './places.ts'
import { ReadText } from './ReadText.tsx'
import { Related } from './Related.tsx'
import { Sharing } from './Sharing.tsx'
import { type DetailsFormState, useDetailsForm } from './use-details-form.ts'
import { useNewVersion } from './use-new-version.ts'
import { Versions } from './Versions.tsx'
import { Viewer } from './Viewer.tsx'

const ASK_MS = 2_500

/** The file beside all that is known of it. Its state, drafts among it, belongs to this document alone. */
export function DocumentPage() {
  const { id } = useParams({ from: '/frame/documents/$id' })
  return <OpenDocument key={id} id={id} />
}

function OpenDocument({ id }: { id: string }) {
  const search = useSearch({ from: '/frame/documents/$id' })
  const { tab, q, review } = search
  const navigate = useNavigate()
  const { organization_id } = useMembership()
  const live = useLive()
  const { data: document } = useSuspenseQuery({
    ...answerTo(documents.one, { id }),
    refetchInterval: ({ state }) => (state.data?.status === 'processing' && !live ? ASK_MS : false),
  })
  const [place, setPlace] = useState<Place | null>(null)
  const { mime_type, version_number, may, deleted_at } = document
  const newVersion = useNewVersion(document)
  const takes = may.edit && !deleted_at
  const target = useMemo(
    () => (takes ? { label: `Drop to upload as version ${version_number + 1}`, take: newVersion } : null),
    [takes, version_number, newVersion],
  )
  useDropTarget(target)
  const details = useDetailsForm(document)
  const title = titleOf(document)
  useEffect(
    () => noteRecent(organization_id, { id, title, mime_type }),
    [organization_id, id, title, mime_type],
  )
  return (
    <>
      {review && <ReviewBar document={document} />}
      <DocumentHeader document={document} />
      {!deleted_at && <Parts of="document" id={id} />}
      <Unsaved dirty={details.dirty} onDiscard={() => details.take(document)} />
      <RecordLayout
        main={<Viewer key={version_number} document={document} place={place} q={q} />}
        sections={sectionsOf(document, { details, setPlace, q })}
        section={tab}
        setSection={(next) =>
          navigate({
            to: '/documents/$id',
            params: { id },
            search: { ...search, tab: next },
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  )
}

type State = { details: DetailsFormState; setPlace: (place: Place | null) => void; q: string | undefined }

function sectionsOf(document: DocumentDetail, { details, setPlace, q }: State): Section[] {
  const { id } = document
  return [
    { id: 'terms', label: 'Key terms', content: <KeyTerms document={document} setPlace={setPlace} /> },
    {
      id: 'details',
      label: 'Details',
      content: <Details document={document} details={details} />,
      mark: details.dirty && <UnsavedMark />,
    },
    { id: 'versions', label: 'Versions', content: <Versions document={document} /> },
    { id: 'sharing', label: 'Sharing', content: <Sharing document={document} /> },
    { id: 'comments', label: 'Comments', content: <Comments document={document} /> },
    { id: 'related', label: 'Related', content: <Related document={document} /> },
    { id: 'activity', label: 'Activity', content: <Activity id={id} /> },
    { id: 'text', label: 'Text', content: <ReadText document={document} q={q} /> },
  ]
}
