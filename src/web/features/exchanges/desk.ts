import { exchangeDays } from '#domains/exchanges/calendar/contract.ts'
import type { ExchangeDay } from '#domains/exchanges/calendar/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import { addDays } from '#lib/dates.ts'
import { call } from '#web/calls.ts'
import { formatLeft } from '#web/kit/dates.tsx'
import { readerDay } from '#web/kit/reader.ts'
import type { Asking, Need } from '#web/pages.ts'
import { isMet } from './calendar/is-met.ts'
import { daysInWords } from './days-left.ts'
import { OPEN_STATUSES } from './words.ts'

const AHEAD_DAYS = 14
const BEHIND_DAYS = 380

/** Deadlines of one's own exchanges within two weeks, and those that have passed, the soonest first. */
export async function listNeeds({ membership: { permissions } }: Asking): Promise<{ needs: Need[] }> {
  if (!permissions.includes('exchanges.read')) return { needs: [] }
  const today = readerDay(new Date())
  const { items } = await call(exchangeDays.all, {
    ...{ mine: true, status: OPEN_STATUSES },
    ...{ days_from: addDays(today, -BEHIND_DAYS), days_to: addDays(today, AHEAD_DAYS) },
  })
  return { needs: items.filter((one) => !isMet(one)).map(toNeed) }
}

function toNeed({ id, exchange_id, kind, day, days_remaining, name, exchange_number }: ExchangeDay): Need {
  const left = days_remaining < 0 ? formatLeft(days_remaining) : daysInWords(days_remaining)
  return {
    key: `exchange:${id}`,
    // The middle of the day, so that it is the same day in all zones of the US.
    ...{ at: `${day}T18:00:00.000Z`, day, to: `/exchanges/${exchange_id}` },
    state: {
      label: left.charAt(0).toUpperCase() + left.slice(1),
      tone: days_remaining < 0 ? 'late' : 'soon',
    },
    title: `${DEADLINE_NAMES[kind]}: ${name}`,
    note: exchange_number,
  }
}
