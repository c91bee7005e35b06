export type Breaker = {
  isUp: () => boolean
  /** Asks, if the machine is up; its first failure takes it for down. */
  ask: <T>(question: () => Promise<T>) => Promise<T | 'unavailable'>
  /** Takes the machine for down, until it has been probed. */
  trip: (reason: unknown) => void
  tryNow: () => Promise<void>
  close: () => void
}

type Options = {
  name: string
  /** Succeeds when the machine answers. */
  probe: () => Promise<void>
  /** Asked in the very moment in which the machine would be taken for up. */
  isReady: () => boolean
  every_ms: number
  log: (sentence: string) => void
}

/** Keeps requests from waiting for a machine that does not answer. Begins as down, and probes. */
export function createBreaker({ name, probe, isReady, every_ms, log }: Options): Breaker {
  let state: 'up' | 'down' | 'closed' = 'down'
  let timer = setTimeout(tryNow, every_ms)

  function trip(reason: unknown): void {
    if (state !== 'up') return
    state = 'down'
    log(
      `${name} isn’t responding (${reason instanceof Error ? reason.message : reason}). Continuing without it.`,
    )
    timer = setTimeout(tryNow, every_ms)
  }

  async function tryNow(): Promise<void> {
    clearTimeout(timer)
    const answers = await probe().then(
      () => true,
      () => false,
    )
    if (state !== 'down') return
    if (answers && isReady()) {
      state = 'up'
      log(`${name} answers.`)
    } else timer = setTimeout(tryNow, every_ms)
  }

  return {
    isUp: () => state === 'up',
    ask: async (question) => {
      if (state !== 'up') return 'unavailable'
      try {
        return await question()
      } catch (error) {
        trip(error)
        return 'unavailable'
      }
    },
    trip,
    tryNow,
    close: () => {
      state = 'closed'
      clearTimeout(timer)
    },
  }
}
