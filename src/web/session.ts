import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Membership } from '#domains/identity/schema.ts'
import type { Session, SessionKeeper } from './session-keeper.ts'

export const SessionContext = createContext<SessionKeeper | null>(null)

/** For who begins, changes or ends the session. */
export function useSessionKeeper(): SessionKeeper {
  const keeper = useContext(SessionContext)
  if (!keeper) throw new Error('There is no SessionContext around this.')
  return keeper
}

export function useSession(): Session | null {
  const { subscribe, current } = useSessionKeeper()
  return useSyncExternalStore(subscribe, current)
}

/** For pages inside the frame, which nobody reaches signed out. */
export function useMembership(): Membership {
  const membership = useSession()?.membership
  if (!membership) throw new Error('This page needs a signed-in member.')
  return membership
}

export function useMay(permission: string): boolean {
  return useSession()?.membership?.permissions.includes(permission) ?? false
}
