import type { Lock, Locker } from '@tus/server'
import type { Db } from '#infra/postgres/pool.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { claimUpload, releaseUpload, renewUpload } from './queries.ts'

const RENEW_MS = 4_000
const RETRY_MS = 200
const PATIENCE_MS = 12_000

export type Lease = { release: () => Promise<void> }

/**
 * Takes an upload for one connection of one process; undefined when another has it. `letGo` is called when another
 * connection waits for it, for example after a broken connection that this process hasn't noticed.
 */
export async function claimLease(
  db: Db,
  actor: Actor,
  id: string,
  letGo: () => void = () => {},
): Promise<Lease | undefined> {
  const { organization_id } = actor
  const lease_id = newId()
  const claimed = await withActor(db, actor, (tx) => claimUpload(tx, organization_id, id, lease_id))
  if (!claimed) return undefined
  const renew = async () => {
    const held = await withActor(db, actor, (tx) => renewUpload(tx, organization_id, id, lease_id)).catch(
      () => false, // Without the database, no one knows who holds it.
    )
    if (!held) letGo()
  }
  const timer = setInterval(renew, RENEW_MS)
  return {
    release: async () => {
      clearInterval(timer)
      await withActor(db, actor, (tx) => releaseUpload(tx, organization_id, id, lease_id))
    },
  }
}

/** Waits until the upload's current holder releases it. Throws AppError('locked'). */
export async function waitForLease(
  db: Db,
  actor: Actor,
  id: string,
  { signal, letGo }: { signal?: AbortSignal; letGo?: () => void } = {},
): Promise<Lease> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until && !signal?.aborted) {
    const lease = await claimLease(db, actor, id, letGo)
    if (lease) return lease
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
  throw new AppError('locked', 'This file is being received over another connection. Try again in a moment.')
}

/** The lock of the tus server, stored in the upload's row: it works across processes and machines. */
export function leaseLocker(db: Db, actor: Actor, id: string): Locker {
  return {
    newLock: (): Lock => {
      let lease: Lease | undefined
      return {
        lock: async (signal, letGo) => {
          lease = await waitForLease(db, actor, id, { signal, letGo: () => void letGo() })
        },
        unlock: async () => {
          await lease?.release()
        },
      }
    },
  }
}
