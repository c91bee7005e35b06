import { useQuery } from '@tanstack/react-query'
import { teams } from '#domains/identity/teams/contract.ts'
import { views } from '#domains/identity/views/contract.ts'
import { everyOf } from './calls.ts'
import { notifyUndo } from './kit/notify.tsx'
import { filtersOf, placeAfter, type Views } from './kit/views/view.ts'
import { useMay, useSession } from './session.ts'
import { useChange } from './use-call.ts'

/** The saved views of the lists of one kind of record: the person's own, and those that are shared. */
export function useViews(subject_type: string): Views {
  const { data = [] } = useQuery(everyOf(views.all, { subject_type }))
  const reads = useMay('members.read')
  const { data: groups = [] } = useQuery({ ...everyOf(teams.all, {}), enabled: reads })
  const me = useSession()?.user.id
  const manage = useMay('organization.manage')
  const create = useChange(views.create)
  const change = useChange(views.change)
  const remove = useChange(views.remove)
  return {
    mayShare: useMay('views.share'),
    teams: groups.filter(({ members }) => manage || members.some(({ user_id }) => user_id === me)),
    saved: data.map((view) => {
      const mine = view.user_id === me
      return { ...view, mine, may: mine || ((view.shared || view.team_id !== null) && manage) }
    }),
    create: (name, sharing, search, columns) =>
      create.make(
        {},
        {
          ...{ subject_type, name, ...sharing, columns, filters: filtersOf(search) },
          ...{ sort: search.sort ?? null, position: placeAfter(data) },
        },
      ),
    change: ({ id }, to) =>
      change.make({ id }, to, { version: data.find((view) => view.id === id)?.version ?? 0 }),
    /** Deleted at once; undone, it is made again as it was. */
    remove: async ({ id, name, filters, sort, columns, shared, team_id, position }) => {
      await remove.make({ id })
      notifyUndo(`View “${name}” deleted.`, () =>
        create.make({}, { subject_type, name, filters, sort, columns, shared, team_id, position }),
      )
    },
  }
}
