import postgres from 'postgres'

export type Listener = { stop: () => Promise<void> }

/**
 * Hears NOTIFY on a direct connection (a transaction pool does not pass it). `missed` is called after each reconnect,
 * since what was said meanwhile is lost.
 */
export async function listen(
  url: string,
  heard: Record<string, (payload: string) => void>,
  missed: () => void,
): Promise<Listener> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'deedline-listen' },
  })
  for (const [channel, tell] of Object.entries(heard)) {
    let connected = false
    await sql.listen(channel, tell, () => {
      if (connected) missed()
      connected = true
    })
  }
  return { stop: () => sql.end({ timeout: 1 }) }
}
