import { addDays, addMonths, daysBetween, Temporal } from '#lib/dates.ts'

export type Mark = { day: string; label: string; detail: string; binding: boolean }
export type PlacedMark = Mark & { x: number; textX: number; anchor: 'start' | 'middle' | 'end'; row: number }

const LETTER = 6.3
const GAP = 10

/** Where days lie on a line of so many pixels. */
export function scaleOf(start: string, end: string, width: number): (day: string) => number {
  const days = Math.max(1, daysBetween(start, end))
  return (day) => (daysBetween(start, day) / days) * width
}

/** Each label on the first row where it touches no other, and never outside of the picture. */
export function placeMarks(marks: Mark[], scale: (day: string) => number, width: number): PlacedMark[] {
  const ends: number[] = []
  return marks
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map((mark) => {
      const x = scale(mark.day)
      const size = Math.max(mark.label.length, mark.detail.length) * LETTER
      const left = Math.min(Math.max(0, x - size / 2), Math.max(0, width - size))
      const anchor = left === 0 ? 'start' : left + size >= width ? 'end' : 'middle'
      const textX = anchor === 'start' ? 0 : anchor === 'end' ? width : x
      const found = ends.findIndex((end) => end + GAP <= left)
      const row = found === -1 ? ends.length : found
      ends[row] = left + size
      return { ...mark, x, textX, anchor, row }
    })
}

/** The Saturdays of the span; each weekend is two days wide. */
export function saturdays(start: string, end: string): string[] {
  const first = addDays(start, (13 - Temporal.PlainDate.from(start).dayOfWeek) % 7)
  const weeks = Math.floor(daysBetween(first, end) / 7)
  return Array.from({ length: Math.max(0, weeks + 1) }, (_, week) => addDays(first, week * 7))
}

export function monthStarts(start: string, end: string): string[] {
  const first = `${addMonths(start, 1).slice(0, 8)}01`
  const months: string[] = []
  for (let month = first; month < end; month = addMonths(month, 1)) months.push(month)
  return months
}
