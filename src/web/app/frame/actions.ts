import { useRouter } from '@tanstack/react-router'
import { domains } from '#web/app/domains.ts'
import type { Action } from '#web/pages.ts'
import { useMembership } from '#web/session.ts'

const ACTIONS: Action[] = domains.flatMap(({ actions = [] }) => actions)

/** What the person may do. */
export function useActions(): Action[] {
  const { permissions } = useMembership()
  return ACTIONS.filter(({ needs }) => !needs || permissions.includes(needs))
}

/** Those that make something new, in their order. */
export function useNewActions(): Action[] {
  return useActions()
    .filter(({ label }) => label !== undefined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
}

/** Runs an action, or opens the page where it is done. */
export function usePerform(): (action: { run?: (() => void) | undefined; to?: string | undefined }) => void {
  const { history } = useRouter()
  return ({ run, to }) => {
    if (run) run()
    else if (to) history.push(to)
  }
}
