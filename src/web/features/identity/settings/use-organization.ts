import { useQueryClient } from '@tanstack/react-query'
import { organizations } from '#domains/identity/organizations/contract.ts'
import type { Organization, OrganizationChange } from '#domains/identity/schema.ts'
import { answerTo, call } from '#web/calls.ts'
import { useSessionKeeper } from '#web/session.ts'

/** Takes over what was saved: the name, the logo, the branding and the rule also stand in the session. */
export function useTakeOver(): (saved: Organization) => Promise<void> {
  const queries = useQueryClient()
  const keeper = useSessionKeeper()
  return async (saved) => {
    queries.setQueryData(answerTo(organizations.one, {}).queryKey, saved)
    await keeper.refresh()
  }
}

export function useSave({ version }: Organization) {
  const takeOver = useTakeOver()
  return async (change: OrganizationChange, from = version): Promise<Organization> => {
    const saved = await call(organizations.change, {}, change, { version: from })
    await takeOver(saved)
    return saved
  }
}
