import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type Listener = { stop: () => Promise<void> }

const AGAIN_MS = 500

/**
 * Listens for NOTIFY on a direct connection (a transaction pool doesn't forward it). `missed` is called after each
 * reconnect, because notifications in between are lost. Throws if the first connection fails.
 */
export async function listen(
  url: string,
  heard: Record<string, (payload: string) => void>,
  missed: () => void,
): Promise<Listener> {
  let stopping = false
  let again: Promise<void> | undefined
  let client = await open()

  async function open(): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'deedline-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    next.on('error', () => {}) // 'end' follows and is handled there.
    next.on('notification', ({ channel, payload }) => heard[channel]?.(payload ?? ''))
    await next.connect()
    for (const channel of Object.keys(heard)) await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    next.once('end', () => {
      again = reopen()
    })
    return next
  }

  async function reopen(): Promise<void> {
    while (!stopping) {
      try {
        client = await open()
        missed()
        return
      } catch {
        await sleep(AGAIN_MS) // The database is down; nothing arrives until it is back.
      }
    }
  }

  return {
    stop: async () => {
      stopping = true
      await again
      await client.end()
    },
  }
}
