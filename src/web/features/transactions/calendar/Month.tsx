import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { DealDay } from '#domains/transactions/calendar/schema.ts'
import type { CivilDate } from '#lib/dates.ts'
import { formatDay } from '#web/kit/dates.tsx'
import styles from './Month.module.css'

const HEADS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const SHOWN = 4

type Props = { month: string; weeks: CivilDate[][]; today: CivilDate; days: DealDay[] }

/** A month as weeks; on a phone, the days that have something, one under the other. */
export function Month({ month, weeks, today, days }: Props) {
  const of = Map.groupBy(days, ({ day }) => day)
  return (
    <>
      <div className={styles.month} role="grid" aria-label="Calendar">
        <div role="row" className={styles.week}>
          {HEADS.map((head) => (
            <div key={head} role="columnheader" className={styles.head}>
              {head}
            </div>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row" className={styles.week}>
            {week.map((day) => (
              <Day
                key={day}
                day={day}
                within={day.startsWith(month)}
                today={day === today}
                entries={of.get(day) ?? []}
              />
            ))}
          </div>
        ))}
      </div>
      {days.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          No closings or other dates in these weeks.
        </Text>
      )}
    </>
  )
}

type DayProps = { day: CivilDate; within: boolean; today: boolean; entries: DealDay[] }

function Day({ day, within, today, entries }: DayProps) {
  const more = entries.length - SHOWN
  return (
    <div
      role="gridcell"
      aria-label={formatDay(day)}
      className={styles.day}
      data-outside={!within || undefined}
      data-today={today || undefined}
      data-empty={entries.length === 0 || undefined}
    >
      <div className={styles.number}>
        <span className={styles.short}>{Number(day.slice(8))}</span>
        <span className={styles.long}>{formatDay(day)}</span>
      </div>
      {entries.slice(0, more > 0 ? SHOWN - 1 : SHOWN).map((entry) => (
        <Link
          key={entry.id}
          to="/deals/$id"
          params={{ id: entry.transaction_id }}
          className={styles.entry}
          data-closing={entry.name === 'Closing' || undefined}
          title={`${entry.name}: ${entry.address}`}
        >
          <strong>{entry.name}</strong> {entry.address}
        </Link>
      ))}
      {more > 0 && (
        <Link to="/deals" search={{ closing_from: day, closing_to: day }} className={styles.more}>
          {more + 1} more
        </Link>
      )}
    </div>
  )
}
