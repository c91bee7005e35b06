import { setTimeout as sleep } from 'node:timers/promises'
import type { FactReader } from '#infra/domain.ts'
import { consumeFeed } from '#infra/facts/feed.ts'
import type { Infra } from '#infra/infra.ts'
import { withWorker } from '#infra/postgres/transactions.ts'

const BATCH = 500
const LOOK_MS = 500
const AFTER_FAILURE_MS = 5_000

/** Reads the next batch; each fact is used once, whichever process reads it. Answers how many there were. */
export function readOnce(infra: Infra, { name, use }: FactReader): Promise<number> {
  return withWorker(infra.worker, (tx) => consumeFeed(tx, name, BATCH, (facts) => use(infra, tx, facts)))
}

/** Goes on where the reader left off, until stopped. A batch that fails is tried again, and nothing is skipped. */
export function runReader(infra: Infra, reader: FactReader): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const read = await readOnce(infra, reader).catch((err) => {
        infra.log.warn({ err, reader: reader.name }, 'a batch of facts could not be used')
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
