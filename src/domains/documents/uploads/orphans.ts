import type { Infra } from '#infra/infra.ts'
import { withWorker } from '#infra/postgres.ts'
import { listKnownKeys } from './queries.ts'

const DAY = 86_400_000
const BATCH = 500

/**
 * Files in the store that no row knows, older than a day: what an upload left that died between its last byte and its
 * commit. The day keeps out those that are on their way.
 */
export async function* listOrphans(infra: Infra, now: Date): AsyncGenerator<string> {
  let batch: string[] = []
  for await (const { key } of infra.files.list('organizations/')) {
    batch.push(key)
    if (batch.length < BATCH) continue
    yield* unknown(infra, batch, now)
    batch = []
  }
  yield* unknown(infra, batch, now)
}

async function* unknown(infra: Infra, keys: string[], now: Date): AsyncGenerator<string> {
  if (keys.length === 0) return
  const known = await withWorker(infra.worker, (tx) => listKnownKeys(tx, keys))
  for (const key of keys) {
    if (known.has(key)) continue
    const { modified_at } = await infra.files.stat(key)
    if (now.getTime() - modified_at.getTime() > DAY) yield key
  }
}
