import { documents } from '#domains/documents/contract.ts'
import { useChangeable } from '#web/features/documents/changeable.ts'
import type { BuiltInView } from '#web/kit/views/view.ts'
import { useMay, useSession } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'

const FRESH_MS = 60_000

/** The views that lists of documents come with. Work that waits for this person is counted, and comes oldest first. */
export function useBuiltInViews(): BuiltInView[] {
  const me = useSession()?.user.id ?? ''
  const edit = useMay('documents.edit')
  const changeable = useChangeable()
  const drop = useMay('documents.delete')
  const { data: unsure } = useCall(
    documents.all,
    { ...changeable, needs_review: true, limit: 1, facets: true },
    { enabled: changeable !== null, staleTime: FRESH_MS },
  )
  const { data: unread } = useCall(
    documents.all,
    { readable: false, limit: 1, facets: true },
    { enabled: edit, staleTime: FRESH_MS },
  )
  return [
    { id: 'all', label: 'All', filters: {} },
    { id: 'mine', label: 'Mine', filters: { uploaded_by: me } },
    { id: 'shared', label: 'Shared with me', filters: { shared_with_me: 'true' } },
    ...(edit
      ? [
          {
            id: 'review',
            label: 'Needs review',
            filters: { needs_review: 'true' },
            sort: 'oldest',
            count: unsure?.total ?? null,
          },
          {
            id: 'unread',
            label: "Couldn't be read",
            filters: { readable: 'false' },
            count: unread?.total ?? null,
          },
        ]
      : []),
    ...(drop ? [{ id: 'trash', label: 'Trash', filters: { trashed: 'true' } }] : []),
  ]
}
