import { setTimeout as sleep } from 'node:timers/promises'
import type { FactReader } from '#infra/domain.ts'
import { consumeFeed } from '#infra/facts/feed.ts'
import type { Infra } from '#infra/infra.ts'
import { withWorker } from '#infra/postgres/transactions.ts'

const BATCH = 500
const LOOK_MS = 500
const AFTER_FAILURE_MS = 5_000

/** Reads the next batch. Each fact is used once, whichever process reads it. Returns the number of facts. */
export function readOnce(infra: Infra, { name, use }: FactReader): Promise<number> {
  return withWorker(infra.worker, (tx) => consumeFeed(tx, name, BATCH, (facts) => use(infra, tx, facts)))
}

/** Continues from the reader's last position until stopped. A failed batch is retried, and nothing is skipped. */
export function runReader(infra: Infra, reader: FactReader): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      const read = await readOnce(infra, reader).catch((err) => {
        infra.log.warn({ err, reader: reader.name }, 'a batch of facts could not be processed')
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
