import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { deleteReservation, getUsage, lockUsage, saveReservation } from './queries.ts'

/**
 * Throws AppError('quota_exceeded') when more is stored and reserved than the organization's quota. The caller has
 * counted what they add, or holds the count locked, until the transaction ends, so that simultaneous uploads can't all
 * find the same room. The file's own reservation (`own`) doesn't count twice.
 */
export async function demandCounted(
  tx: Tx,
  organization_id: string,
  file_size: number,
  now: Date,
  own: string | null = null,
): Promise<void> {
  const { used_bytes, reserved_bytes, quota_bytes } = await getUsage(tx, organization_id, now, own)
  if (used_bytes + reserved_bytes > quota_bytes)
    throw noRoom({ used_bytes: used_bytes - file_size, reserved_bytes, quota_bytes, file_size })
}

export function noRoom(details: Record<string, number>): AppError {
  return new AppError(
    'quota_exceeded',
    'There isn’t enough storage left for this file. Delete files from the trash permanently, or ask an administrator for a larger plan.',
    details,
  )
}

/** Throws AppError('quota_exceeded') when an announced file can't fit. Reserves nothing: announcing costs nothing. */
export async function demandRoom(
  tx: Tx,
  organization_id: string,
  file_size: number,
  now: Date,
): Promise<void> {
  const { used_bytes, reserved_bytes, quota_bytes } = await getUsage(tx, organization_id, now)
  if (used_bytes + reserved_bytes + file_size > quota_bytes)
    throw noRoom({ used_bytes, reserved_bytes, quota_bytes, file_size })
}

/** A file being uploaded: its announced size, if any, and how long its reservation lasts without further bytes. */
export type Coming = { id: string; file_size?: number | undefined; kept_ms: number; free_bytes: number }

/** How far a reservation goes beyond the bytes received: a step, or an eighth of a large file. */
const STEP = 8 * 1024 ** 2

/**
 * Reserves room for an incoming file in steps and only as its bytes arrive, so that no one can block others by
 * announcing a size. Called with the bytes received so far; the first `free_bytes` are counted when they are stored.
 * Throws AppError('quota_exceeded').
 */
export function promiseRoom(
  { db, now }: Pick<Infra, 'db' | 'now'>,
  actor: Actor,
  { id, file_size = Number.POSITIVE_INFINITY, kept_ms, free_bytes }: Coming,
): (received: number) => Promise<void> {
  let promised = free_bytes
  return async (received) => {
    if (received <= promised) return
    const wanted = Math.max(
      received,
      Math.min(file_size, received + Math.max(STEP, Math.floor(received / 8))),
    )
    const at = now()
    promised = await withActor(db, actor, async (tx) => {
      await lockUsage(tx, actor.organization_id)
      const usage = await getUsage(tx, actor.organization_id, at, id)
      const room = usage.quota_bytes - usage.used_bytes - usage.reserved_bytes
      if (received > room) throw noRoom({ ...usage, file_size: received })
      const bytes = Math.min(wanted, room)
      const expires_at = new Date(at.getTime() + kept_ms)
      await saveReservation(tx, actor.organization_id, { id, bytes, expires_at })
      return bytes
    })
  }
}

/** The file has arrived, or won't: its stored bytes are counted separately. */
export function releaseRoom(tx: Tx, organization_id: string, id: string): Promise<void> {
  return deleteReservation(tx, organization_id, id)
}
