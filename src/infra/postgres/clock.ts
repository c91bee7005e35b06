import { sql } from 'kysely'
import { AppError } from '#lib/errors.ts'
import type { Tx } from './transactions.ts'

/** So far the clocks of two machines may differ: what is slower to answer than that is no clock. */
const MOST_MS = 5_000

/**
 * Refuses where this machine's clock and the database's differ, for moments that are evidence: no one should miss a
 * deadline, or keep one, by a clock that is wrong. Throws AppError `unavailable`.
 */
export async function demandClock(tx: Tx): Promise<void> {
  const asked = Date.now()
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(tx)
  const answered = Date.now()
  const at = Date.parse(rows[0]?.at ?? '')
  const off = at < asked ? asked - at : Math.max(0, at - answered)
  if (off > MOST_MS)
    throw new AppError(
      'unavailable',
      `The clocks of this server and of its database differ by ${Math.round(off / 1000)} seconds, so the time can’t be recorded. Try again, and call us if it stays so.`,
    )
}
