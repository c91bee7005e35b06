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
      <table className={styles.month} aria-label="Calendar">
        <thead>
          <tr className={styles.week}>
            {HEADS.map((head) => (
              <th key={head} scope="col" className={styles.head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]} className={styles.week}>
              {week.map((day) => (
                <Day
                  key={day}
                  day={day}
                  within={day.startsWith(month)}
                  today={day === today}
                  entries={of.get(day) ?? []}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
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
    <td
      className={styles.day}
      data-outside={!within || undefined}
      data-today={today || undefined}
      data-empty={entries.length === 0 || undefined}
    >
      <div className={styles.number}>
        <span className={styles.short} aria-hidden>
          {Number(day.slice(8))}
        </span>
        <time className={styles.long} dateTime={day}>
          {formatDay(day)}
        </time>
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
    </td>
  )
}
