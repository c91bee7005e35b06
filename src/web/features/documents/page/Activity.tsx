import { useState } from 'react'
import { activity } from '#domains/documents/activity/contract.ts'
import type { ActivityKind } from '#domains/documents/activity/schema.ts'
import { Timeline } from '#web/kit/record/Timeline.tsx'
import { together } from '#web/kit/record/timeline.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import { entryOf, happenedOf } from './activity-words.ts'

const KINDS: { value: ActivityKind; label: string }[] = [
  { value: 'version', label: 'Versions' },
  { value: 'change', label: 'Changes' },
  { value: 'term', label: 'Key terms' },
  { value: 'share', label: 'Sharing' },
  { value: 'comment', label: 'Comments' },
  { value: 'view', label: 'Views' },
]

/** Everything that happened to the document, in one list; the record of it outlives the document. */
export function Activity({ id }: { id: string }) {
  const [kind, setKind] = useState<ActivityKind | undefined>()
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(activity.all, {
    id,
    kind,
  })
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton rows={5} />
  return (
    <Timeline
      entries={together(items.map(happenedOf)).map(entryOf)}
      choice={{ kinds: KINDS, kind, setKind }}
      more={hasNextPage ? { load: fetchNextPage, busy: isFetchingNextPage } : null}
    />
  )
}
