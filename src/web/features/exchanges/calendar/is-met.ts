import type { ExchangeDay } from '#domains/exchanges/calendar/schema.ts'
import { OPEN_STATUSES } from '#web/features/exchanges/words.ts'

/** Whether nothing has to happen by a deadline anymore. Only the ends of the exchange and of parking can be late. */
export function isMet({
  kind,
  status,
  days_remaining,
}: Pick<ExchangeDay, 'kind' | 'status' | 'days_remaining'>) {
  if (!OPEN_STATUSES.includes(status)) return true
  if (kind === 'identification') return status !== 'identification_period'
  return days_remaining < 0 && kind !== 'exchange' && kind !== 'parking'
}
