import { onlineManager } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useState } from 'react'
import type { Socket } from 'socket.io-client'
import { createNews, type Fact, type News } from './news.ts'
import { useSession, useSessionKeeper } from './session.ts'

const AGAIN_MS = 10_000

/** What happens elsewhere, and whether it arrives by itself. */
export const LiveContext = createContext<{ news: News; live: boolean }>({
  news: createNews({ invalidateQueries: async () => {} }),
  live: false,
})

/** Where news does not arrive by itself, pages that wait for something ask now and then. */
export function useLive(): boolean {
  return useContext(LiveContext).live
}

export function useNews(): News {
  return useContext(LiveContext).news
}

/** Listens to the organization's facts while somebody is signed in. True: they arrive. */
export function useFacts(news: News): boolean {
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
      socket.on('facts', (facts: Fact[]) => news.tell(facts))
    })
    return () => {
      ended = true
      socket?.close()
      setConnected(false)
    }
  }, [organization_id, news, keeper])
  return connected
}
