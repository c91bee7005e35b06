import type { Files } from '#infra/files/files.ts'
import type { Infra } from '#infra/infra.ts'
import { withWorker } from '#infra/postgres/transactions.ts'
import { AppError } from '#lib/errors.ts'
import {
  deleteExpiredReservations,
  listFileKeys,
  listKnownKeys,
  listOrganizations,
  saveMissing,
} from './queries.ts'

const DAY_MS = 86_400_000
/** More missing files than this share means that an organization's rows and this store don't belong together. */
const FEW = 0.01

export type Swept = { removed: number; missing: number }

/**
 * Compares the rows and the files of each organization both ways. A row whose file is missing is marked and reported. A
 * file without a row, older than a day, is left over from an upload that ended between its last byte and its commit: it
 * is removed, unless so many others are missing that this must be the wrong store, or an older copy of the database.
 */
export async function sweepFiles(infra: Infra, now: Date): Promise<Swept> {
  await withWorker(infra.worker, (tx) => deleteExpiredReservations(tx, now))
  const total = { removed: 0, missing: 0 }
  for (const organization_id of await withWorker(infra.worker, listOrganizations)) {
    const { removed, missing } = await sweepOrganization(infra, organization_id, now)
    total.removed += removed
    total.missing += missing
  }
  return total
}

async function sweepOrganization(infra: Infra, organization_id: string, now: Date): Promise<Swept> {
  const { files, worker, log } = infra
  const stored = new Set<string>()
  for await (const { key } of files.list(`organizations/${organization_id}/`)) stored.add(key)
  const known = await withWorker(worker, (tx) => listFileKeys(tx, organization_id))
  const missing: string[] = []
  for (const key of known)
    if (!stored.has(key) && (await ageOf(files, key, now)) === undefined) missing.push(key)
  await withWorker(worker, (tx) => saveMissing(tx, organization_id, missing, now))
  if (missing.length > 0)
    log.error({ organization_id, missing: missing.length, first: missing[0] }, 'document files are missing')
  if (missing.length > Math.max(1, known.length * FEW)) return { removed: 0, missing: missing.length }
  return { removed: await removeUnknown(infra, [...stored], now), missing: missing.length }
}

const BATCH = 500

async function removeUnknown({ files, worker }: Infra, keys: string[], now: Date): Promise<number> {
  let removed = 0
  for (let i = 0; i < keys.length; i += BATCH) {
    const batch = keys.slice(i, i + BATCH)
    const known = await withWorker(worker, (tx) => listKnownKeys(tx, batch))
    for (const key of batch) {
      if (known.has(key) || ((await ageOf(files, key, now)) ?? 0) < DAY_MS) continue
      await files.remove(key)
      removed++
    }
  }
  return removed
}

/** In milliseconds; undefined if the file doesn't exist. */
async function ageOf(files: Files, key: string, now: Date): Promise<number | undefined> {
  try {
    return now.getTime() - (await files.stat(key)).modified_at.getTime()
  } catch (error) {
    if (error instanceof AppError && error.code === 'missing') return undefined
    throw error
  }
}
