import { Anchor, Text } from '@mantine/core'
import type { Deadline } from '#domains/exchanges/deadlines/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import type { CivilDate } from '#lib/dates.ts'
import { DaysLeft } from '#web/features/exchanges/DaysLeft.tsx'
import { urgencyOf } from '#web/features/exchanges/days-left.ts'
import { formatDay, formatDaysIn, formatUntil, useNow } from '#web/kit/dates.tsx'
import styles from './Clocks.module.css'
import { anchorOf, marksOf, progressOf, type Scale, todayOf } from './layout.ts'
import { limitInWords, restDayInWords } from './words.ts'

type Props = {
  deadline: Deadline
  start: CivilDate
  scale: Scale
  over: boolean
  /** Where the person may change the facts behind it. */
  change: (() => void) | undefined
}

/** One deadline: its day, how much of its period has passed, and why it is that day. */
export function Clock({ deadline, start, scale, over, change }: Props) {
  const { kind, date, days_remaining, reason, citation, limiting_factor } = deadline
  const name = DEADLINE_NAMES[kind]
  const rest = restDayInWords(deadline)
  return (
    <section aria-label={name} className={styles.clock}>
      <div className={styles.head}>
        <h2 className={styles.name}>{name}</h2>
        <span className={styles.left}>
          {days_remaining === 0 && !over ? (
            <HoursLeft until={deadline.ends_at} />
          ) : (
            <DaysLeft left={days_remaining} over={over} />
          )}
        </span>
        <time dateTime={date} className={styles.day}>
          {formatDay(date)}
        </time>
      </div>
      <Bar deadline={deadline} start={start} scale={scale} over={over} />
      <Text size="sm">
        <b>{limitInWords(deadline)}</b> {formatDaysIn(reason)} {rest}
        {limiting_factor === 'return_due_date' && change && !over && (
          <>
            {' '}
            <Anchor component="button" type="button" inherit onClick={change}>
              Record the extension
            </Anchor>
          </>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {citation}
      </Text>
    </section>
  )
}

function HoursLeft({ until }: { until: string }) {
  return <DaysLeft left={0} words={`ends ${formatUntil(until, useNow())}`} />
}

function Bar({ deadline, start, scale, over }: Omit<Props, 'change'>) {
  const today = todayOf(deadline)
  const [from, to, now] = [scale(start), scale(deadline.date), scale(today)]
  const progress = progressOf(start, deadline)
  const runs = deadline.days_remaining >= 0
  return (
    <div className={styles.bar} role="img" aria-label={progress}>
      <div className={styles.above}>
        <span
          className={styles.today}
          data-anchor={anchorOf(runs ? now : to)}
          style={{ insetInlineStart: `${runs ? now : to}%` }}
        >
          {runs ? `Today, ${progress.toLowerCase()}` : progress}
        </span>
      </div>
      <div className={styles.track}>
        <div
          className={styles.period}
          style={{ insetInlineStart: `${from}%`, width: `${to - from}%` }}
          data-urgency={over ? 'over' : urgencyOf(deadline.days_remaining)}
        >
          <div
            className={styles.passed}
            style={{ width: `${to > from ? Math.min(100, ((now - from) / (to - from)) * 100) : 100}%` }}
          />
        </div>
        {marksOf(start, scale).map(({ label, at }) => (
          <span key={label} className={styles.tick} style={{ insetInlineStart: `${at}%` }} />
        ))}
        {runs && <span className={styles.now} style={{ insetInlineStart: `${now}%` }} />}
      </div>
      <div className={styles.below}>
        {marksOf(start, scale)
          .filter(({ shown }) => shown)
          .map(({ label, at, anchor }) => (
            <span key={label} data-anchor={anchor} style={{ insetInlineStart: `${at}%` }}>
              {label}
            </span>
          ))}
      </div>
    </div>
  )
}
