import { Link } from '@tanstack/react-router'
import type { CivilDate } from '#lib/dates.ts'
import { formatDay } from '#web/kit/dates.tsx'
import type { CalendarDay } from './calendar-day.ts'
import styles from './Month.module.css'

const HEADS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const SHOWN = 4

type Props = {
  month: string
  weeks: CivilDate[][]
  today: CivilDate
  days: CalendarDay[]
  /** Where all of a day is shown, when it has more than fit. */
  moreOf: (day: CivilDate) => { to: string; search: Record<string, string> }
}

/** A month as weeks; on a phone, the days that have something, one under the other. */
export function Month({ month, weeks, today, days, moreOf }: Props) {
  const of = Map.groupBy(days, ({ day }) => day)
  return (
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
                moreOf={moreOf}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = {
  day: CivilDate
  within: boolean
  today: boolean
  entries: CalendarDay[]
  moreOf: Props['moreOf']
}

function Day({ day, within, today, entries, moreOf }: DayProps) {
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
      {entries.slice(0, more > 0 ? SHOWN - 1 : SHOWN).map(({ id, to, name, text, marked }) => (
        <Link
          key={id}
          to={to}
          className={styles.entry}
          data-marked={marked || undefined}
          title={`${name}: ${text}`}
        >
          <strong>{name}</strong> {text}
        </Link>
      ))}
      {more > 0 && (
        <Link {...moreOf(day)} className={styles.more}>
          {more + 1} more
        </Link>
      )}
    </td>
  )
}
