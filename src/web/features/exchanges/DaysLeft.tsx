import { Text } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { formatDay, formatWeekday, useNow } from '#web/kit/dates.tsx'
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
}

/** "12 days left", with a sign where it is urgent. */
export function DaysLeft({ left, over = false }: Props) {
  const urgency = over ? 'calm' : urgencyOf(left)
  const marked = urgency === 'urgent' || urgency === 'late'
  return (
    <Text span inherit c={COLORS[urgency]} fw={marked ? 600 : undefined} style={{ whiteSpace: 'nowrap' }}>
      {marked && (
        <IconAlertTriangleFilled size={13} aria-hidden style={{ verticalAlign: -1.5, marginInlineEnd: 3 }} />
      )}
      {daysInWords(left)}
    </Text>
  )
}

type DayProps = Pick<Props, 'over'> & { day: string | null; left: number | null }

/** "Thu, Dec 10 · 12 days left"; of what is over, only the day. */
export function DeadlineDay({ day, left, over = false }: DayProps) {
  const now = useNow()
  if (!day || left === null) return null
  return (
    <Text span inherit {...(over && { c: 'dimmed' })}>
      <time dateTime={day} title={formatDay(day)}>
        {formatWeekday(day, now)}
      </time>
      {!over && (
        <>
          {' · '}
          <DaysLeft left={left} />
        </>
      )}
    </Text>
  )
}
