import { setTimeout as sleep } from 'node:timers/promises'
import { consumeFeed, type FedFact } from '#infra/facts/feed.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withWorker } from '#infra/postgres/transactions.ts'

const BATCH = 500
const LOOK_MS = 500
const AFTER_FAILURE_MS = 5_000

/** Reads the next batch of the named reader; each fact is used once, whichever process reads it. Answers how many there were. */
export function readOnce(
  { worker }: Pick<Infra, 'worker'>,
  name: string,
  use: (tx: Tx, facts: FedFact[]) => Promise<void>,
): Promise<number> {
  return withWorker(worker, (tx) => consumeFeed(tx, name, BATCH, (facts) => use(tx, facts)))
}

/** Goes on with the named reader where it left off, until stopped. A batch that fails is tried again, and nothing is skipped. */
export function runReader(
  infra: Pick<Infra, 'worker' | 'log'>,
  name: string,
  use: (tx: Tx, facts: FedFact[]) => Promise<void>,
): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const read = await readOnce(infra, name, use).catch((err) => {
        infra.log.warn({ err, reader: name }, 'a batch of facts could not be used')
        return null
      })
      if (read === BATCH) continue
      await sleep(read === null ? AFTER_FAILURE_MS : LOOK_MS, undefined, stopping).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
