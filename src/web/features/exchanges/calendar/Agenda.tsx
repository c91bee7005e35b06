import { Link } from '@tanstack/react-router'
import type { ExchangeDay } from '#domains/exchanges/calendar/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import { DaysLeft } from '#web/features/exchanges/DaysLeft.tsx'
import { EXCHANGE_STATUSES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import styles from './Agenda.module.css'
import { isMet } from './is-met.ts'

/** Deadlines one after the other, day by day. */
export function Agenda({ days }: { days: ExchangeDay[] }) {
  const byDay = [...Map.groupBy(days, ({ day }) => day)]
  return (
    <ol className={styles.agenda} aria-label="Agenda">
      {byDay.map(([day, entries]) => (
        <li key={day} className={styles.day}>
          <h3>
            <time dateTime={day}>{formatDay(day)}</time>
          </h3>
          <ul>
            {entries.map((one) => (
              <li key={one.id} className={styles.entry}>
                <Link to="/exchanges/$id" params={{ id: one.exchange_id }}>
                  {one.name}
                </Link>
                <span>{DEADLINE_NAMES[one.kind]}</span>
                <DaysLeft left={one.days_remaining} over={isMet(one)} />
                <span>
                  <Status of={EXCHANGE_STATUSES} status={one.status} />
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
