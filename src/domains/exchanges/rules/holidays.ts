import { addDays, type CivilDate, Temporal } from '#lib/dates.ts'

/** A fixed day of the year, and the first year in which it was kept. */
const FIXED = [
  { month: 1, day: 1, since: 1870 },
  { month: 4, day: 16, since: 2006 }, // Emancipation Day, of the District alone
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
 * The first day from this one on that is neither Saturday, Sunday nor a legal holiday in the District of Columbia: when
 * a return that falls due then is really due (IRC 7503; D.C. Code 28-2701). Holidays that only one state keeps
 * (Patriots' Day) move the day for those who file there, and are not counted.
 */
export function nextBusinessDay(day: CivilDate): CivilDate {
  let next = day
  while (weekdayOf(next) > 5 || isHoliday(next)) next = addDays(next, 1)
  return next
}

/** A fixed holiday on a Saturday is kept on the Friday before as well, one on a Sunday on the Monday after. */
function isHoliday(day: CivilDate): boolean {
  const weekday = weekdayOf(day)
  return (
    isFixed(day) ||
    isMoving(day) ||
    isInauguration(day) ||
    (weekday === 5 && isFixed(addDays(day, 1))) ||
    (weekday === 1 && (isFixed(addDays(day, -1)) || isInauguration(addDays(day, -1))))
  )
}

function isFixed(day: CivilDate): boolean {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return FIXED.some((each) => each.month === month && each.day === date && year >= each.since)
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

/** Every fourth January 20 a president takes office, which the District keeps. */
function isInauguration(day: CivilDate): boolean {
  return day.slice(5) === '01-20' && Number(day.slice(0, 4)) % 4 === 1
}

function weekdayOf(day: CivilDate): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}
