import type { SessionKeeper } from '#web/session-keeper.ts'
import { domains } from './domains.ts'

/** Where a signed-in person has to go before they can work, such as to set up two-step verification. */
export function detourOf(keeper: SessionKeeper): string | null {
  const session = keeper.current()
  if (!session) return null
  return domains.map(({ detour }) => detour?.(session)).find((to) => to) ?? null
}
