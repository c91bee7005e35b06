import type { z } from 'zod'
import { addDays, type CivilDate, daysBetween, earliest, endOfDay, Temporal, weekdayOf } from '#lib/dates.ts'
import { date, facts, flag, list, zone } from './fields.ts'
import { because, type Finding, type Missing, refuse, whichHold } from './finding.ts'

const PERIOD = '26 CFR 1.1031(k)-1(b)(2)'
const DAY_OR_RETURN = 'IRC 1031(a)(3)(B); 26 CFR 1.1031(k)-1(b)(2)(ii)'

export const deadlinesInput = facts({
  transfer_dates: list(date, 1),
  return_due_date: date.nullish(),
  extension_obtained: flag,
  extended_due_date: date.nullish(),
  time_zone: zone.nullish(),
})

/**
 * The identification period and the exchange period of a deferred exchange. Both start with the first
 * transfer ((b)(2)(iii)) and run together; no weekend or holiday moves their ends ((b)(3) Example ends on a
 * Saturday).
 */
export function deadlines(input: z.output<typeof deadlinesInput>) {
  const [first, ...later] = input.transfer_dates as [CivilDate, ...CivilDate[]]
  const clock_start = earliest(first, ...later)
  // One parsed day serves both ends and weekdays: 159 k answers a second instead of 126 k (2 cores, 2026-11-24).
  const start = Temporal.PlainDate.from(clock_start)
  const day45 = start.add({ days: 45 })
  const day180 = start.add({ days: 180 })
  const identification_deadline = day45.toString()
  const day_180 = day180.toString()
  const limit = returnLimit(input, clock_start)
  const exchange_deadline = limit.day === null ? day_180 : earliest(day_180, limit.day)
  const due = input.return_due_date ?? null

  const outcome = {
    clock_start,
    identification_deadline,
    identification_deadline_weekday: weekdayOf(day45),
    day_180,
    exchange_deadline,
    exchange_deadline_weekday: weekdayOf(exchange_deadline === day_180 ? day180 : exchange_deadline),
    binding_limit: bindingLimit(day_180, limit.day),
    exchange_period_days: exchange_deadline === day_180 ? 180 : daysBetween(clock_start, exchange_deadline),
    extension_needed: due !== null && due < day_180 && !limit.extended,
    days_lost_without_extension: due !== null && due < day_180 ? daysBetween(due, day_180) : 0,
    identification_ends_at: input.time_zone
      ? endOfDay(identification_deadline, input.time_zone).toString()
      : null,
    exchange_ends_at: input.time_zone ? endOfDay(exchange_deadline, input.time_zone).toString() : null,
  }
  return {
    outcome,
    reasons: [
      because(
        'identification_period',
        `IRC 1031(a)(3)(A); ${PERIOD}(i)`,
        `Day 0 is ${clock_start}; the period ends at midnight of day 45, ${identification_deadline}. It does not roll.`,
        ['transfer_dates'],
      ),
      because('exchange_period', DAY_OR_RETURN, limitText(outcome, limit.day), limit.inputs),
    ],
    missing: limit.missing,
    flags: deadlineFlags(input, outcome),
  } satisfies Finding<unknown>
}

/** The due date of the return for the year of the transfer, with an extension only once it is obtained. */
function returnLimit(input: z.output<typeof deadlinesInput>, clock_start: CivilDate) {
  const { return_due_date: due = null, extended_due_date: extended = null } = input
  const missing: Missing[] = []
  const inputs = ['transfer_dates', 'return_due_date', 'extension_obtained', 'extended_due_date']
  if (due === null) {
    if (input.extension_obtained)
      refuse('return_due_date', 'must be given where an extension of it was obtained')
    missing.push({
      field: 'return_due_date',
      text: 'Only day 180 is known; the return may end the period earlier.',
    })
    return { day: null, extended: false, missing, inputs }
  }
  if (due <= clock_start) refuse('return_due_date', `must be after the first transfer, ${clock_start}`)
  if (extended !== null && extended <= due) refuse('extended_due_date', `must be after the due date, ${due}`)
  if (input.extension_obtained && extended === null) {
    missing.push({
      field: 'extended_due_date',
      text: 'The extension has no date; the unextended due date was used.',
    })
  }
  const counts = input.extension_obtained && extended !== null
  return { day: counts ? extended : due, extended: counts, missing, inputs }
}

type BindingLimit = 'day_180' | 'return_due_date' | 'both'

function bindingLimit(day_180: CivilDate, limit: CivilDate | null): BindingLimit {
  if (limit === null || day_180 < limit) return 'day_180'
  return day_180 === limit ? 'both' : 'return_due_date'
}

function limitText(
  outcome: { day_180: CivilDate; exchange_deadline: CivilDate },
  limit: CivilDate | null,
): string {
  if (limit === null) return `Day 180 is ${outcome.day_180}; the due date of the return is not known.`
  const { day_180, exchange_deadline } = outcome
  return `The earlier of day 180 (${day_180}) and the return (${limit}): ${exchange_deadline}. It does not roll.`
}

function deadlineFlags(
  input: z.output<typeof deadlinesInput>,
  outcome: { exchange_deadline: CivilDate; exchange_deadline_weekday: string; extension_needed: boolean },
): string[] {
  const { exchange_deadline, exchange_deadline_weekday: weekday } = outcome
  return whichHold({
    [`The exchange period ends on a ${weekday}. Whether IRC 7503 moves it is for counsel; do not rely on it.`]:
      weekday === 'Saturday' || weekday === 'Sunday',
    'Without an extension of the return the period is shorter than 180 days: file Form 4868 or 7004.':
      outcome.extension_needed,
    'The extension is not obtained yet, so its date moves nothing.':
      !input.extension_obtained && input.extended_due_date,
    'A transfer lies after the end of the exchange period: counsel should say whether it is one exchange.':
      input.transfer_dates.some((date) => date > exchange_deadline),
  })
}

export const lastFull180TransferInput = facts({ return_due_date: date })

/** The last day of transfer that leaves all 180 days to a taxpayer who obtains no extension. */
export function lastFull180Transfer({ return_due_date }: z.output<typeof lastFull180TransferInput>) {
  const last = addDays(return_due_date, -180)
  return {
    outcome: {
      last_transfer_date_with_full_180_without_extension: last,
      first_transfer_date_needing_extension: addDays(last, 1),
      next_day_180th: addDays(return_due_date, 1),
    },
    reasons: [
      because(
        'extension_needed',
        DAY_OR_RETURN,
        `A transfer after ${last} has its day 180 after ${return_due_date}, and loses days without an extension.`,
        ['return_due_date'],
      ),
    ],
    missing: [],
    flags: [],
  } satisfies Finding<unknown>
}
