import type { QueryClient } from '@tanstack/react-query'
import { outdate } from './calls.ts'

export type Fact = { name: string; subject_type: string; subject_id: string; created_at: string }
type Hear = (facts: Fact[]) => void

const SOON_MS = 250
const PAUSE_MS = 1_000

export type News = ReturnType<typeof createNews>

/**
 * What happens in the organization, for whoever wants to hear it, and for the lists that it makes old: those are asked
 * for again in one round at a time. A hundred files that are read at once are a request a second, and none is cut off.
 */
export function createNews(
  queries: Pick<QueryClient, 'invalidateQueries'>,
  { soon_ms = SOON_MS, pause_ms = PAUSE_MS } = {},
) {
  const listeners = new Set<Hear>()
  const stale = new Set<string>()
  let rounds: Promise<void> | null = null

  const run = async () => {
    await sleep(soon_ms)
    while (stale.size > 0) {
      const subjects = [...stale]
      stale.clear()
      await outdate(queries, subjects)
      if (stale.size > 0) await sleep(pause_ms)
    }
  }
  /** Resolves when everything about these subjects has been asked for again. */
  const refresh = async (subjects: string[]): Promise<void> => {
    for (const subject of subjects) stale.add(subject)
    if (stale.size === 0) return
    rounds ??= run().finally(() => {
      rounds = null
    })
    await rounds
  }
  return {
    refresh,
    tell(facts: Fact[]): Promise<void> {
      for (const hear of listeners) hear(facts)
      return refresh(facts.map(({ subject_type }) => subject_type))
    },
    listen(hear: Hear): () => void {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
