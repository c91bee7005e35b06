import { addDays, type CivilDate, Temporal } from '#lib/dates.ts'

type Fixed = { month: number; day: number; since: number }

/** A fixed day of the year, and the first year in which it was kept. */
const FIXED: Fixed[] = [
  { month: 1, day: 1, since: 1870 },
  { month: 6, day: 19, since: 2021 },
  { month: 7, day: 4, since: 1870 },
  { month: 11, day: 11, since: 1978 },
  { month: 12, day: 25, since: 1870 },
]
/** The nth Monday or Thursday of a month; -1 is the last. */
const MOVING = [
  { month: 1, weekday: 1, nth: 3, since: 1986 },
  { month: 2, weekday: 1, nth: 3, since: 1971 },
  { month: 5, weekday: 1, nth: -1, since: 1971 },
  { month: 9, weekday: 1, nth: 1, since: 1894 },
  { month: 10, weekday: 1, nth: 2, since: 1971 },
  { month: 11, weekday: 4, nth: 4, since: 1941 },
]

/**
 * A legal public holiday of the United States (5 U.S.C. 6103), for any year. A fixed one that falls on a Saturday is kept
 * on the Friday before as well, one on a Sunday on the Monday after.
 */
export function isFederalHoliday(day: CivilDate): boolean {
  return isMoving(day) || isKept(day, (one) => isFixed(one, FIXED))
}

/** Whether the day is such a fixed holiday, or the weekday on which one at a weekend is kept. */
export function isKept(day: CivilDate, isHoliday: (day: CivilDate) => boolean): boolean {
  const { dayOfWeek } = Temporal.PlainDate.from(day)
  if (isHoliday(day)) return true
  return (dayOfWeek === 5 && isHoliday(addDays(day, 1))) || (dayOfWeek === 1 && isHoliday(addDays(day, -1)))
}

export function isFixed(day: CivilDate, all: Fixed[]): boolean {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return all.some((each) => each.month === month && each.day === date && year >= each.since)
}

function isMoving(day: CivilDate): boolean {
  const { year, month, day: date, dayOfWeek, daysInMonth } = Temporal.PlainDate.from(day)
  return MOVING.some(
    (each) =>
      each.month === month &&
      each.weekday === dayOfWeek &&
      (each.nth === -1 ? date > daysInMonth - 7 : each.nth === Math.ceil(date / 7)) &&
      year >= each.since,
  )
}

export function isWeekend(day: CivilDate): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek > 5
}

/** Neither Saturday, Sunday nor a federal holiday. */
export function isBusinessDay(day: CivilDate): boolean {
  return !isWeekend(day) && !isFederalHoliday(day)
}
