import { addDays, addMonths, type CivilDate } from '#lib/dates.ts'

/** The weeks of a month, from Sunday to Saturday, with the days around it that fill them. */
export function weeksOf(month: string): CivilDate[][] {
  const first = `${month}-01`
  let day = addDays(first, -new Date(`${first}T12:00:00Z`).getUTCDay())
  const after = addMonths(first, 1)
  const weeks: CivilDate[][] = []
  while (day < after) {
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(day, n)))
    day = addDays(day, 7)
  }
  return weeks
}

/** A month that was asked for, or this one where that is none: "2026-11". */
export function monthOf(asked: string | undefined, today: CivilDate): string {
  return asked && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7)
}

export const monthAfter = (month: string, months: number): string =>
  addMonths(`${month}-01`, months).slice(0, 7)
