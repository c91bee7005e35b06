import { Text } from '@mantine/core'
import { dayAt, daysBetween, endOfDay } from '#lib/dates.ts'
import { formatDay, formatLeft, useNow } from '#web/kit/dates.tsx'
import type { DeadlineAnswer, End } from './answer-deadlines.ts'
import { ZONES } from './deadline-facts.ts'
import styles from './Ends.module.css'

const BINDING = {
  day_180: 'Day 180 is the limit.',
  return_due_date: 'The tax return is the limit.',
  both: 'Day 180, which is also when the tax return is due.',
}

/** The two days that matter, as date and countdown in the zone whose midnight governs. */
export function Ends({ answer, zone }: { answer: DeadlineAnswer; zone: string }) {
  const { identification, exchange, periods } = answer
  const { binding_limit, days_lost_without_extension: lost, extension_needed } = periods.outcome
  const limit = exchange.moved_from ? 'Moved by the disaster notice.' : BINDING[binding_limit]
  const gain = extension_needed && !exchange.moved_from ? ` An extension would give ${lost} more days.` : ''
  return (
    <div className={styles.ends} aria-live="polite">
      <EndDay
        title="Identify by"
        end={identification}
        zone={zone}
        note={identification.moved_from ? 'Moved by the disaster notice.' : 'Day 45.'}
      />
      <EndDay title="Acquire replacement by" end={exchange} zone={zone} note={limit + gain} />
    </div>
  )
}

function EndDay({ title, end, zone, note }: { title: string; end: End; zone: string; note: string }) {
  const now = useNow()
  const days = daysBetween(dayAt(now.toISOString(), zone), end.day)
  const hours = Math.ceil((endOfDay(end.day, zone).epochMilliseconds - now.getTime()) / 3_600_000)
  const left = days === 0 ? `${hours} ${hours === 1 ? 'hour' : 'hours'} left` : formatLeft(days)
  const color = days < 0 ? 'var(--late-text)' : days <= 7 ? 'var(--soon-text)' : 'inherit'
  const place = ZONES.find(({ value }) => value === zone)?.label ?? zone
  return (
    <div className={styles.end}>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <time dateTime={end.day} className={styles.day}>
        {formatDay(end.day)}
      </time>
      <Text fw={550} c={color}>
        {left}
      </Text>
      <Text size="sm" c="dimmed">
        {`${note} Midnight, ${place} time.`}
        {/^S/.test(end.weekday) && ` A ${end.weekday}: the deadline doesn’t move.`}
        {end.moved_from && ` Was ${formatDay(end.moved_from)}.`}
      </Text>
    </div>
  )
}
