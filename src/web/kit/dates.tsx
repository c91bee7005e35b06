import { Text, type TextProps, Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { readerDay, readerLocale, readerZone } from './reader.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 7

/** A civil date, `2026-11-25`, as "Wed, Nov 25, 2026": the same day wherever the reader sits, in the order they read. */
export function formatDay(day: string, locale = readerLocale()): string {
  return formatIn(new Date(`${day}T12:00:00Z`), 'UTC', locale)
}

/** A sentence of the API with the days that it names, `2026-11-25`, as people read them. */
export function formatDaysIn(sentence: string): string {
  return sentence.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => formatDay(day))
}

/** "Thu, Dec 10", for a day that is near, where there is little room. */
export function formatNearDay(day: string): string {
  return new Intl.DateTimeFormat(readerLocale(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  }).format(new Date(`${day}T12:00:00Z`))
}

/** The day of a moment on the reader's calendar. */
export function formatInstant(at: string): string {
  return formatIn(new Date(at), readerZone())
}

/**
 * "Wed, Dec 9, 2026, 11:59 PM EST": the last minute in which something works, on the reader's clock, as emails say it too.
 */
export function formatExpiry(at: string): string {
  const last = lastMomentOf(at).toISOString()
  return `${formatInstant(last)}, ${formatTime(last)}`
}

/** A day, or the last minute of what works until a moment. */
export function formatWhen(at: string): string {
  return isCivil(at) ? formatDay(at) : formatExpiry(at)
}

/** "Dec 9", with its year where it is another than this one: a day, or the last one of what works until a moment. */
export function formatShortDay(at: string, now: Date): string {
  const day = isCivil(at) ? at : readerDay(lastMomentOf(at))
  const sameYear = day.slice(0, 4) === readerDay(now).slice(0, 4)
  return new Intl.DateTimeFormat(readerLocale(), {
    ...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
    ...(!sameYear && { year: 'numeric' }),
  }).format(new Date(`${day}T12:00:00Z`))
}

const isCivil = (at: string) => /^\d{4}-\d{2}-\d{2}$/.test(at)

/** How many days of the reader's calendar have passed since a civil date; negative where it is ahead. */
export function daysLate(day: string, now: Date): number {
  return Math.round((Date.parse(readerDay(now)) - Date.parse(day)) / DAY_MS)
}

function lastMomentOf(at: string): Date {
  return new Date(Date.parse(at) - 1)
}

/** "11:30 PM EST" */
export function formatTime(at: string): string {
  return new Intl.DateTimeFormat(readerLocale(), {
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: readerZone(),
  }).format(new Date(at))
}

/** "Nov", the month that a civil date is in. */
export function formatMonth(day: string): string {
  return new Intl.DateTimeFormat(readerLocale(), { month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
}

/** "February 2026", the month that a civil date is in. */
export function formatMonthAndYear(day: string): string {
  return new Intl.DateTimeFormat(readerLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )
}

function formatIn(date: Date, timeZone: string, locale = readerLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  }).format(date)
}

/** Midnights between two moments on the reader's calendar; negative where `to` is earlier. */
function daysUntil(to: Date, from: Date): number {
  return Math.round((Date.parse(readerDay(to)) - Date.parse(readerDay(from))) / DAY_MS)
}

/** "12 days left", "due today", "3 days late". */
export function formatLeft(days: number): string {
  if (days === 0) return 'due today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `${count} left` : `${count} late`
}

/** "just now", "5 min ago", "yesterday" by the reader's calendar, and the date when it is a week ago or longer. */
export function formatAgo(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  const days = daysUntil(now, new Date(at))
  if (days === 0) return `${Math.floor(minutes / 60)} h ago`
  if (days === 1) return 'yesterday'
  return days < 7 ? `${days} days ago` : formatInstant(at)
}

/** "in 12 days", for how long something still works: whole days that are left, the same for readers in other zones. */
export function formatUntil(at: string, now: Date): string {
  const minutes = Math.round((Date.parse(at) - now.getTime()) / 60_000)
  if (minutes <= 0) return 'now'
  if (minutes < 90) return `in ${minutes} min`
  if (minutes < 48 * 60) return `in ${Math.round(minutes / 60)} hours`
  return `in ${Math.floor(minutes / (24 * 60))} days`
}

/** A deadline as date and countdown; soon and late are said in words beside their color. */
export function Deadline({ day, ...props }: { day: string } & TextProps) {
  return (
    <Text span {...props}>
      <time dateTime={day}>{formatDay(day)}</time>
      {' · '}
      <DaysLeft day={day} />
    </Text>
  )
}

/** "12 days left", where there is no room for the day itself. */
export function DaysLeft({ day }: { day: string }) {
  const now = useNow()
  const days = -daysLate(day, now)
  const color = days < 0 ? 'var(--late-text)' : days <= SOON_DAYS ? 'var(--soon-text)' : 'dimmed'
  return (
    <Text
      component="time"
      dateTime={day}
      inherit
      c={color}
      title={formatDay(day)}
      style={{ whiteSpace: 'nowrap' }}
    >
      {formatLeft(days)}
    </Text>
  )
}

const SOON_MINUTES = 24 * 60

/** "Mon, Nov 30, 5:00 PM EST", with its year where it is another than this one. */
export function formatMoment(at: string, now: Date): string {
  const sameYear = readerDay(new Date(at)).slice(0, 4) === readerDay(now).slice(0, 4)
  return new Intl.DateTimeFormat(readerLocale(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
    ...(!sameYear && { year: 'numeric' }),
    ...{ timeZoneName: 'short', timeZone: readerZone() },
  }).format(new Date(at))
}

/** "in 3 hours", "due now", "20 min late", "2 hours late", "3 days late". */
export function formatDue(at: string, now: Date): string {
  const minutes = Math.round((Date.parse(at) - now.getTime()) / 60_000)
  if (minutes > 0) return formatUntil(at, now)
  if (minutes === 0) return 'due now'
  if (minutes > -90) return `${-minutes} min late`
  if (minutes > -48 * 60) return `${Math.round(-minutes / 60)} hours late`
  return formatLeft(daysUntil(new Date(at), now))
}

/** The moment by which something is due, and how long that is; soon and late are said in words beside their color. */
export function Due({ at, ...props }: { at: string } & TextProps) {
  const now = useNow()
  const minutes = (Date.parse(at) - now.getTime()) / 60_000
  const color = minutes < 0 ? 'var(--late-text)' : minutes < SOON_MINUTES ? 'var(--soon-text)' : 'dimmed'
  return (
    <Text span {...props}>
      <time dateTime={at}>{formatMoment(at, now)}</time>
      <Text span inherit c={color}>
        {' · '}
        <span style={{ whiteSpace: 'nowrap' }}>{formatDue(at, now)}</span>
      </Text>
    </Text>
  )
}

/** A moment of the past, short; the whole of it under the pointer. */
export function Moment({ at }: { at: string }) {
  const now = useNow()
  return (
    <Tooltip label={`${formatInstant(at)}, ${formatTime(at)}`}>
      <time dateTime={at}>{formatAgo(at, now)}</time>
    </Tooltip>
  )
}

export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), everyMs)
    return () => window.clearInterval(timer)
  }, [everyMs])
  return now
}
