import { addDays } from '#lib/dates.ts'

export type CalendarDay = { uid: string; day: string; title: string; text: string }

/** Days before the end on which one is reminded, at nine in the morning. */
const ALARMS = [30, 14, 7, 3, 1]

/**
 * All-day events as RFC 5545 has them. Written here because calendar libraries take moments, and a civil day made of a
 * moment lands a day early to the west of Greenwich.
 */
export function calendarFile(days: CalendarDay[], now: Date): string {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Deedline//1031 deadlines//EN', 'METHOD:PUBLISH']
  for (const { uid, day, title, text } of days) {
    lines.push(
      'BEGIN:VEVENT',
      `UID:${uid}@deedline`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
      `SUMMARY:${escapeText(title)}`,
      `DESCRIPTION:${escapeText(text)}`,
      'TRANSP:TRANSPARENT',
      ...ALARMS.flatMap((before) => alarm(before, title)),
      'END:VEVENT',
    )
  }
  return `${[...lines, 'END:VCALENDAR'].map(fold).join('\r\n')}\r\n`
}

function alarm(before: number, title: string): string[] {
  const trigger = before === 1 ? '-PT15H' : `-P${before - 1}DT15H`
  const left = before === 1 ? 'tomorrow' : `in ${before} days`
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${trigger}`,
    `DESCRIPTION:${escapeText(`${title} ${left}`)}`,
    'END:VALARM',
  ]
}

const compact = (day: string) => day.replaceAll('-', '')

function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
}

/** Lines are at most 75 octets; ours are ASCII but for a few signs, so 60 characters leave room. */
function fold(line: string): string {
  return line.match(/.{1,60}/gu)?.join('\r\n ') ?? line
}
