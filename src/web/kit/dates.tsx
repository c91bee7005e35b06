import { Text, type TextProps, Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { readerDay, readerLocale, readerZone } from './reader.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 7

/** A civil date, `2026-01-15`, as "Thu 15 Jan 2026": the same words wherever the reader sits. */
export function formatDay(day: string): string {
  return formatIn(new Date(`${day}T12:00:00Z`), 'UTC')
}

export function formatInstant(at: string): string {
  return formatIn(new Date(at), readerZone())
}

export function formatTime(at: string): string {
  return new Intl.DateTimeFormat(readerLocale(), {
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: readerZone(),
  }).format(new Date(at))
}

/** Put together from its parts, because each locale has an order, commas and a September of its own. */
function formatIn(date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone,
  }).formatToParts(date)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('year')}`
}

/** "12 days left", "due today", "3 days late". */
export function formatLeft(days: number): string {
  if (days === 0) return 'due today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `${count} left` : `${count} late`
}

/** "just now", "5 min ago", "yesterday", and the date when it is longer ago than a week. */
export function formatAgo(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  const days = Math.floor(minutes / (24 * 60))
  if (days === 1) return 'yesterday'
  return days < 7 ? `${days} days ago` : formatInstant(at)
}

/** "in 12 days", for how long something still works. */
export function formatUntil(at: string, now: Date): string {
  const minutes = Math.round((Date.parse(at) - now.getTime()) / 60_000)
  if (minutes <= 0) return 'now'
  if (minutes < 90) return `in ${minutes} min`
  if (minutes < 48 * 60) return `in ${Math.round(minutes / 60)} hours`
  return `in ${Math.round(minutes / (24 * 60))} days`
}

/** A deadline as date and countdown; soon and late are said in words beside their colour. */
export function Deadline({ day, ...props }: { day: string } & TextProps) {
  const now = useNow()
  const days = Math.round((Date.parse(day) - Date.parse(readerDay(now))) / DAY_MS)
  const color = days < 0 ? 'var(--late-text)' : days <= SOON_DAYS ? 'var(--soon-text)' : 'dimmed'
  return (
    <Text span {...props}>
      <time dateTime={day}>{formatDay(day)}</time>
      <Text span inherit c={color}>{` · ${formatLeft(days)}`}</Text>
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
