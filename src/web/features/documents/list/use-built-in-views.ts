import { documents } from '#domains/documents/contract.ts'
import { reviewFilters, useChangeable } from '#web/features/documents/changeable.ts'
import { toQuery } from '#web/features/documents/view.ts'
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
  const review = useCounted(reviewFilters(changeable), edit && changeable !== null)
  const unread = useCounted({ readable: 'false' }, edit)
  return [
    { id: 'all', label: 'All', filters: {} },
    { id: 'mine', label: 'Mine', filters: { uploaded_by: me } },
    { id: 'shared', label: 'Shared with me', filters: { shared_with_me: 'true' } },
    ...(edit
      ? [
          { id: 'review', label: 'Needs review', sort: 'oldest', ...review },
          { id: 'unread', label: 'Couldn’t be read', ...unread },
        ]
      : []),
    ...(drop ? [{ id: 'trash', label: 'Trash', filters: { trashed: 'true' } }] : []),
  ]
}

/** A view is counted by the filters that it has, so that it lists as many as it says. */
function useCounted(filters: Record<string, string>, enabled: boolean) {
  const query = { ...toQuery(filters), limit: 1, facets: true }
  const { data } = useCall(documents.all, query, { enabled, staleTime: FRESH_MS })
  return { filters, count: data?.total ?? null }
}
