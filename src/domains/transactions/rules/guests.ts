import type { PartyRole, Stage } from '#domains/transactions/schema.ts'
import { addDays, type CivilDate, dayAt } from '#lib/dates.ts'

/** Those for whom a deal is made: they can see it by a link. Everyone else works on it. */
export const CLIENT_ROLES: readonly PartyRole[] = ['seller', 'buyer', 'landlord', 'tenant', 'borrower']

const AFTER_CLOSING_DAYS = 90
const AFTER_CANCELLATION_DAYS = 30

type Ending = { stage: Stage; closed_on: string | null; cancelled_at: string | null }

/** The last day on which a client’s link works; null while the deal is open. */
export function guestsUntil({ closed_on, cancelled_at }: Ending, timezone: string): CivilDate | null {
  if (closed_on) return addDays(closed_on, AFTER_CLOSING_DAYS)
  if (cancelled_at) return addDays(dayAt(cancelled_at, timezone), AFTER_CANCELLATION_DAYS)
  return null
}
