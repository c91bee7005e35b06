import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DaysLeft, formatDay, formatExpiry, formatUntil, useNow } from '#web/kit/dates.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import styles from './Today.module.css'
import { useUpcoming } from './use-desk.ts'

const SHOWN = 8

/** Dates ahead, the next one first. */
export function ComingUp() {
  const now = useNow()
  const { upcoming, loading, error } = useUpcoming()
  return (
    <section aria-labelledby="coming-up">
      <Title order={2} id="coming-up" className={styles.head}>
        Coming up
      </Title>
      {error && <Refused error={error} />}
      {loading && upcoming.length === 0 && <RowsSkeleton rows={3} />}
      {!loading && !error && upcoming.length === 0 && (
        <Text size="sm" c="dimmed" py="sm">
          No dates ahead. Requests and invitations that are about to expire show up here.
        </Text>
      )}
      <ul className={styles.list}>
        {upcoming.slice(0, SHOWN).map(({ key, at, day, title, note, to }) => (
          <li key={key} className={styles.date}>
            <Link to={to} className={styles.what}>
              <span className={styles.title}>{title}</span>
              {note && <span className={styles.note}>{note}</span>}
            </Link>
            <span className={styles.when}>
              <time dateTime={day ?? at}>{day ? formatDay(day) : formatExpiry(at)}</time>
              <span>{day ? <DaysLeft day={day} /> : formatUntil(at, now)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
