import { onlineManager, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { useSession, useSessionKeeper } from './session.ts'

type Fact = { name: string; subject_type: string; subject_id: string; created_at: string }

/** Which lists a fact makes old, by what it is about. Query keys begin with one of these. */
const STALE_BY: Record<string, string[]> = {
  document: ['documents'],
  member: ['members', 'teams'],
  invitation: ['invitations'],
  team: ['teams'],
  organization: ['organization'],
  api_key: ['api-keys'],
}
const GATHER_MS = 250
const AGAIN_MS = 10_000

/** Whether news arrives by itself. */
export const LiveContext = createContext(false)

/** Where news does not arrive by itself, pages that wait for something ask now and then. */
export function useLive(): boolean {
  return useContext(LiveContext)
}

/** Listens to the organization's facts while somebody is signed in, and lets old answers be asked for again. */
export function useFacts(queries: QueryClient): boolean {
  const keeper = useSessionKeeper()
  const organization_id = useSession()?.membership?.organization_id
  const [connected, setConnected] = useState(false)
  useEffect(() => {
    if (!organization_id) return
    let socket: Socket | undefined
    let ended = false
    /** What was refused or hung up upon, and not only unreachable: the library gives up on that. */
    const connectAgain = () => {
      if (!socket?.active) window.setTimeout(() => ended || socket?.connect(), AGAIN_MS)
    }
    import('socket.io-client').then(({ io }) => {
      if (ended) return
      socket = io({
        auth: (give) => give({ token: keeper.accessToken(), organization_id }),
        transports: ['websocket'],
      })
      socket.on('connect', () => setConnected(true))
      socket.on('disconnect', (reason) => {
        setConnected(false)
        if (reason === 'io client disconnect') return
        onlineManager.setOnline(false) // until an answer says that only the socket is gone
        connectAgain()
      })
      socket.on('connect_error', connectAgain)
      socket.on('facts', gather(queries))
    })
    return () => {
      ended = true
      socket?.close()
      setConnected(false)
    }
  }, [organization_id, queries, keeper])
  return connected
}

/** A hundred files dropped at once are one question more, not a hundred. */
function gather(queries: QueryClient): (facts: Fact[]) => void {
  const stale = new Set<string>()
  let waiting = false
  return (facts) => {
    for (const { subject_type } of facts) for (const key of STALE_BY[subject_type] ?? []) stale.add(key)
    if (waiting) return
    waiting = true
    window.setTimeout(() => {
      waiting = false
      for (const key of stale) queries.invalidateQueries({ queryKey: [key] })
      stale.clear()
    }, GATHER_MS)
  }
}
