import { Text } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { formatDay, formatLeft, formatNearDay } from '#web/kit/dates.tsx'
import { daysInWords, urgencyOf } from './days-left.ts'

const COLORS = {
  late: 'var(--late-text)',
  urgent: 'var(--soon-text)',
  soon: 'var(--soon-text)',
  calm: 'dimmed',
} as const

type Props = {
  /** On the calendar of the exchange, not of the reader. */
  left: number
  /** Nothing has to happen by it anymore. */
  over?: boolean
  /** What is said instead of the days. */
  words?: string
}

/** "12 days left", with a sign where it is urgent. */
export function DaysLeft({ left, over = false, words = daysInWords(left) }: Props) {
  const urgency = over ? 'calm' : urgencyOf(left)
  const marked = urgency === 'urgent' || urgency === 'late'
  return (
    <Text span inherit c={COLORS[urgency]} fw={marked ? 600 : undefined} style={{ whiteSpace: 'nowrap' }}>
      {marked && (
        <IconAlertTriangleFilled size={13} aria-hidden style={{ verticalAlign: -1.5, marginInlineEnd: 3 }} />
      )}
      {words}
    </Text>
  )
}

type DayProps = Pick<Props, 'over'> & { day: string | null; left: number | null }

const NEAR_DAYS = 185

/** "Thu, Dec 10 · 12 days left"; of what is over, only the day. The year is said where it isn’t plain. */
export function DeadlineDay({ day, left, over = false }: DayProps) {
  if (!day || left === null) return null
  return (
    <Text span inherit {...(over && { c: 'dimmed' })}>
      <time dateTime={day} title={formatDay(day)}>
        {Math.abs(left) <= NEAR_DAYS ? formatNearDay(day) : formatDay(day)}
      </time>
      {!over && (
        <>
          {' · '}
          <DaysLeft left={left} {...(left < 0 && { words: formatLeft(left) })} />
        </>
      )}
    </Text>
  )
}
