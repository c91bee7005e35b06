import { Text } from '@mantine/core'
import type { GuestDeal } from '#domains/transactions/guests/schema.ts'
import rail from '#web/features/transactions/page/Dates.module.css'
import { Deadline, formatDay } from '#web/kit/dates.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { guestDates } from './guest-dates.ts'

/** What lies ahead is counted in days; of what has passed, a client need not hear that it is late. */
export function GuestDates({ deal }: { deal: GuestDeal }) {
  const today = readerDay(new Date())
  const dates = guestDates(deal, today)
  const counts = deal.stage !== 'closed' && deal.stage !== 'cancelled'
  const next = dates.find(({ done, date }) => !done && date >= today)?.id
  if (dates.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No dates are set yet.
      </Text>
    )
  return (
    <ol className={rail.list}>
      {dates.map(({ id, name, date, done, key }) => (
        <li key={id} className={rail.line} data-state={done ? 'done' : id === next ? 'next' : 'ahead'}>
          <div>
            <Text fw={500}>{name}</Text>
            <Text size="sm" c="dimmed">
              {counts && date >= today ? <Deadline day={date} inherit /> : formatDay(date)}
              {done && !key && ' · Done'}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  )
}
