import { useQuery } from '@tanstack/react-query'
import { views } from '#domains/identity/views/contract.ts'
import type { SavedView } from '#domains/identity/views/schema.ts'
import { everyOf } from '#web/calls.ts'
import type { Search } from '#web/kit/filters/filter.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { useMay, useSession } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { filtersOf, placeAfter } from './view.ts'

/** The saved views of one kind of list, and what can be done with them. */
export function useViews(subject_type: string) {
  const { data: saved = [], isPending } = useQuery(everyOf(views.all, { subject_type }))
  const me = useSession()?.user.id
  const manage = useMay('organization.manage')
  const create = useChange(views.create)
  const change = useChange(views.change)
  const remove = useChange(views.remove)
  return {
    saved,
    isPending,
    mine: ({ user_id }: SavedView) => user_id === me,
    may: ({ user_id, shared }: SavedView) => user_id === me || (shared && manage),
    create: (name: string, shared: boolean, search: Search, columns: string[]) =>
      create.make(
        {},
        {
          ...{ subject_type, name, shared, columns, filters: filtersOf(search) },
          ...{ sort: search.sort ?? null, position: placeAfter(saved) },
        },
      ),
    change: ({ id, version }: SavedView, to: Parameters<typeof change.make>[1]) =>
      change.make({ id }, to, { version }),
    /** Deleted at once; undone, it is made again as it was. */
    remove: async ({ id, user_id: _, user_name: __, version: ___, ...view }: SavedView) => {
      await remove.make({ id })
      notifyUndo(`View “${view.name}” deleted.`, () => create.make({}, view))
    },
  }
}
