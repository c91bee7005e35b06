export type Breaker = {
  isUp: () => boolean
  /** Runs the question if the service is up; the first failure marks it as down. */
  ask: <T>(question: () => Promise<T>) => Promise<T | 'unavailable'>
  /** Marks the service as down until a probe succeeds. */
  trip: (reason: unknown) => void
  tryNow: () => Promise<void>
  close: () => void
}

type Options = {
  name: string
  /** Succeeds when the service answers. */
  probe: () => Promise<void>
  /** Checked right before the service is marked as up again. */
  isReady: () => boolean
  every_ms: number
  log: (sentence: string) => void
}

/** Keeps requests from waiting for a service that doesn't answer. Starts as down, and probes. */
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
