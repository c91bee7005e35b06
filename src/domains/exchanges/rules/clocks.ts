import { addDays, type CivilDate, earliest } from '#lib/dates.ts'
import { deadlines } from './deadlines.ts'
import { disaster } from './disaster.ts'
import type { Missing } from './finding.ts'
import { isHoliday } from './holidays.ts'
import { reverse } from './reverse.ts'

export type ClockKind =
  | 'identification'
  | 'exchange'
  | 'parking_agreement'
  | 'parking_identification'
  | 'parking'

export type LimitingFactor =
  | 'day_45'
  | 'day_180'
  | 'return_due_date'
  | 'disaster_relief'
  | 'business_day_5'
  | 'parking_day_45'
  | 'parking_day_180'

/** A day by which something must have happened, what decided it, and where that is written. */
export type Clock = {
  kind: ClockKind
  date: CivilDate
  limiting_factor: LimitingFactor
  citation: string
  reason: string
}

export type ReturnFact = {
  return_due_date: CivilDate
  extension_obtained: boolean
  extended_due_date: CivilDate | null
}

/** Relief that was confirmed for this exchange. */
export type DisasterFact = {
  relief: 'section_6' | 'section_17'
  disaster_date: CivilDate
  general_postponement_date: CivilDate
  affected_taxpayer: boolean
  difficulty_meeting_deadline: boolean
}

export type ClockFacts = {
  /** The days on which relinquished property was transferred. */
  transfers: CivilDate[]
  return: ReturnFact | null
  /** The day on which the title of a parked property went to the accommodation titleholder. */
  parked_on: CivilDate | null
  disasters: DisasterFact[]
}

export type Clocks = {
  /** Day 0 of the exchange; null before the first transfer. */
  clock_start: CivilDate | null
  clocks: Clock[]
  missing: Missing[]
  flags: string[]
}

const PARKING = 'Rev. Proc. 2000-37 s.4.02'
const RELIEF = { section_6: 'Rev. Proc. 2018-58 s.6', section_17: 'Rev. Proc. 2018-58 s.17.02' } as const

/**
 * Every deadline that follows from the facts of an exchange: the two periods of IRC 1031(a)(3) from the first transfer,
 * those of a parked property, and what disaster relief makes of them. The order of the facts doesn't matter.
 */
export function clocksOf(facts: ClockFacts): Clocks {
  const [first, ...others] = facts.transfers
  if (first === undefined)
    return { clock_start: null, clocks: relieved(parkingClocks(facts), facts, null), missing: [], flags: [] }
  const clock_start = earliest(first, ...others)
  return facts.return && facts.return.return_due_date <= clock_start
    ? flagged(periodsOf({ ...facts, return: null }, clock_start))
    : periodsOf(facts, clock_start)
}

/** Nobody's closing waits for a return that was entered wrongly: without it the exchange period is day 180. */
function flagged(clocks: Clocks): Clocks {
  return { ...clocks, flags: [...clocks.flags, WRONG_YEAR] }
}

const WRONG_YEAR =
  'The return that was entered is due before the first transfer, so it isn’t counted. Enter the return for the year of that transfer.'

function periodsOf(facts: ClockFacts, clock_start: CivilDate): Clocks {
  const { outcome, missing, flags } = deadlines({
    transfer_dates: facts.transfers,
    return_due_date: facts.return?.return_due_date ?? null,
    extension_obtained: facts.return?.extension_obtained ?? false,
    extended_due_date: facts.return?.extension_obtained ? facts.return.extended_due_date : null,
  })
  const byReturn = outcome.binding_limit === 'return_due_date'
  const periods: Clock[] = [
    {
      kind: 'identification',
      date: outcome.identification_deadline,
      limiting_factor: 'day_45',
      citation: 'IRC 1031(a)(3)(A); 26 CFR 1.1031(k)-1(b)(2)(i)',
      reason: `Midnight of day 45 after the first transfer on ${clock_start}.`,
    },
    {
      kind: 'exchange',
      date: outcome.exchange_deadline,
      limiting_factor: byReturn ? 'return_due_date' : 'day_180',
      citation: 'IRC 1031(a)(3)(B); 26 CFR 1.1031(k)-1(b)(2)(ii)',
      reason: byReturn
        ? `The return for the year of the transfer is due before day 180 (${outcome.day_180}). An extension that is obtained moves it.`
        : `Midnight of day 180 after the first transfer on ${clock_start}.`,
    },
  ]
  const clocks = relieved([...periods, ...parkingClocks(facts)], facts, clock_start)
  return { clock_start, clocks, missing, flags }
}

/** The clocks of Rev. Proc. 2000-37: only the agreement with the titleholder has business days. */
function parkingClocks({ parked_on, transfers, return: due }: ClockFacts): Clock[] {
  if (!parked_on) return []
  const [first, ...later] = transfers
  const sold = first === undefined ? null : earliest(first, ...later)
  const week = Array.from({ length: 15 }, (_, n) => addDays(parked_on, n))
  const { outcome } = reverse({
    eat_acquisition_date: parked_on,
    legal_holidays: week.filter(isHoliday),
    relinquished_transfer_date: sold !== null && sold >= parked_on ? sold : null,
    return_due_date_incl_extension: limitOf(due),
  })
  const day = `the titleholder acquired the property on ${parked_on}`
  return [
    {
      kind: 'parking_agreement',
      date: outcome.qeaa_written_agreement_by,
      limiting_factor: 'business_day_5',
      citation: `${PARKING}(2)`,
      reason: `The written agreement is due within 5 business days after ${day}.`,
    },
    {
      kind: 'parking_identification',
      date: outcome.identify_relinquished_by,
      limiting_factor: 'parking_day_45',
      citation: `${PARKING}(4)`,
      reason: `The relinquished property must be identified by midnight of day 45 after ${day}.`,
    },
    {
      kind: 'parking',
      date: outcome.parking_must_end_by,
      limiting_factor: 'parking_day_180',
      citation: `${PARKING}(5)-(6)`,
      reason: `The parked property must leave the titleholder by midnight of day 180 after ${day}.`,
    },
  ]
}

/** The due date that counts: an extension only once it is obtained. */
export function limitOf(due: ReturnFact | null): CivilDate | null {
  if (!due) return null
  return due.extension_obtained && due.extended_due_date ? due.extended_due_date : due.return_due_date
}

/** The agreement with the titleholder is not among the acts that are postponed; of several reliefs the latest day counts. */
function relieved(clocks: Clock[], facts: ClockFacts, clock_start: CivilDate | null): Clock[] {
  return clocks.map((clock) => {
    if (clock.kind === 'parking_agreement') return clock
    return facts.disasters.reduce((best, one) => later(best, relief(clock, one, facts, clock_start)), clock)
  })
}

function later(one: Clock, other: Clock): Clock {
  return other.date > one.date ? other : one
}

function relief(clock: Clock, given: DisasterFact, facts: ClockFacts, clock_start: CivilDate | null): Clock {
  const parking = clock.kind.startsWith('parking')
  const transfer_date = parking ? facts.parked_on : clock_start
  if (!transfer_date) return clock
  const { outcome } = disaster({
    ...given,
    original_deadline: clock.date,
    transfer_date,
    return_due_date_incl_extension: parking ? null : limitOf(facts.return),
    irs_notice_issued: true,
  })
  if (!outcome.eligible || outcome.postponed_deadline <= clock.date) return clock
  return {
    ...clock,
    date: outcome.postponed_deadline,
    limiting_factor: 'disaster_relief',
    citation: `${RELIEF[given.relief]}; IRC 7508A`,
    reason: `Postponed from ${clock.date} by relief for the disaster of ${given.disaster_date}${
      outcome.limited_by === null ? '' : `, limited by the ${LIMITS[outcome.limited_by]}`
    }.`,
  }
}

const LIMITS = { return_due_date: 'due date of the return', one_year: 'maximum of one year' } as const

export type MovedClock = { kind: ClockKind; from: CivilDate | null; to: CivilDate | null }

/** Which deadlines differ, by kind. */
export function movedClocks(
  before: Pick<Clock, 'kind' | 'date'>[],
  after: Pick<Clock, 'kind' | 'date'>[],
): MovedClock[] {
  const kinds = new Set([...before, ...after].map(({ kind }) => kind))
  const dateIn = (clocks: Pick<Clock, 'kind' | 'date'>[], kind: ClockKind) =>
    clocks.find((clock) => clock.kind === kind)?.date ?? null
  return [...kinds]
    .map((kind) => ({ kind, from: dateIn(before, kind), to: dateIn(after, kind) }))
    .filter(({ from, to }) => from !== to)
}

type Ended = 'completed' | 'failed' | 'cancelled'
export type ClockStatus = 'draft' | 'active' | 'identification_period' | 'exchange_period' | Ended

/** Where an exchange stands on this day of its own time zone. People end it; nothing else here does. */
export function statusOn(
  status: ClockStatus,
  { clock_start, clocks }: Pick<Clocks, 'clock_start' | 'clocks'>,
  day: CivilDate,
): ClockStatus {
  if (status === 'completed' || status === 'failed' || status === 'cancelled') return status
  const identification = clocks.find(({ kind }) => kind === 'identification')
  if (!clock_start || !identification) return status === 'draft' ? 'draft' : 'active'
  return day <= identification.date ? 'identification_period' : 'exchange_period'
}
