import { addDays, type CivilDate, weekdayOf } from '#lib/dates.ts'
import { isFederalHoliday, isFixed, isKept, isWeekend } from '#lib/holidays.ts'

/** Emancipation Day, which the District of Columbia alone keeps. */
const DISTRICT = [{ month: 4, day: 16, since: 2006 }]

/**
 * The first day from this one on that is neither Saturday, Sunday nor a legal holiday in the District of Columbia: when
 * a return that falls due then is really due (IRC 7503; D.C. Code 28-2701). Holidays that only one state keeps
 * (Patriots' Day) move the day for those who file there, and are not counted.
 */
export function nextBusinessDay(day: CivilDate): CivilDate {
  let next = day
  while (isWeekend(next) || isHoliday(next)) next = addDays(next, 1)
  return next
}

/** Whether a deadline falls on a day on which offices are closed. It stays there (26 CFR 1.1031(k)-1(b)(3)). */
export function restDay(day: CivilDate): 'weekend' | 'holiday' | null {
  if (isWeekend(day)) return 'weekend'
  return isHoliday(day) ? 'holiday' : null
}

export function isHoliday(day: CivilDate): boolean {
  if (isFederalHoliday(day) || isKept(day, (one) => isFixed(one, DISTRICT))) return true
  // Inauguration Day on a Sunday is kept on the Monday; on a Saturday it moves no other day.
  return isInauguration(day) || (weekdayOf(day) === 'Monday' && isInauguration(addDays(day, -1)))
}

/** Every fourth January 20 a president takes office, which the District keeps. */
function isInauguration(day: CivilDate): boolean {
  return day.slice(5) === '01-20' && Number(day.slice(0, 4)) % 4 === 1
}
