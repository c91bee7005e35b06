import type { Tx } from '#infra/postgres.ts'
import { AppError } from '#lib/errors.ts'
import { deleteReservation, getUsage, insertReservation, lockUsage } from './queries.ts'

/**
 * Throws AppError('quota_exceeded') when more is kept and promised than the organization has room for. Whoever asks has
 * counted what they add, or holds the count, until the transaction ends, so that many at once cannot all find the same
 * room. What is promised to the file itself (`own`) does not count twice.
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
    "There isn't enough storage left for this file. Delete files from the trash permanently, or ask an administrator for a larger plan.",
    details,
  )
}

/** How many bytes there is room for at this moment. */
export async function getRoom(tx: Tx, organization_id: string, now: Date): Promise<number> {
  const { used_bytes, reserved_bytes, quota_bytes } = await getUsage(tx, organization_id, now)
  return Math.max(0, quota_bytes - used_bytes - reserved_bytes)
}

/** Promises room to a file that is coming. Throws AppError('quota_exceeded'). */
export async function reserveRoom(
  tx: Tx,
  organization_id: string,
  reservation: { id: string; bytes: number; expires_at: Date },
  now: Date,
): Promise<void> {
  await lockUsage(tx, organization_id)
  const { used_bytes, reserved_bytes, quota_bytes } = await getUsage(tx, organization_id, now)
  const file_size = reservation.bytes
  if (used_bytes + reserved_bytes + file_size > quota_bytes)
    throw noRoom({ used_bytes, reserved_bytes, quota_bytes, file_size })
  await insertReservation(tx, organization_id, reservation)
}

/** The file has come, or will not come: what it holds is counted by itself. */
export function releaseRoom(tx: Tx, organization_id: string, id: string): Promise<void> {
  return deleteReservation(tx, organization_id, id)
}
