import { Text } from '@mantine/core'
import { dealDays } from '#domains/transactions/calendar/contract.ts'
import type { DealDay } from '#domains/transactions/calendar/schema.ts'
import { DealsFrame } from '#web/features/transactions/list/DealsFrame.tsx'
import { dealFilters, narrowingOf } from '#web/features/transactions/list/views.ts'
import type { CalendarDay } from '#web/kit/calendar/calendar-day.ts'
import { Month } from '#web/kit/calendar/Month.tsx'
import { MonthHead } from '#web/kit/calendar/MonthHead.tsx'
import { monthOf, weeksOf } from '#web/kit/calendar/month.ts'
import { readerDay } from '#web/kit/reader.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useAddress } from '#web/use-address.ts'
import { useCall } from '#web/use-call.ts'

/** The closings and other dates of deals, a month at a time. */
export function CalendarPage() {
  const [search, setSearch] = useAddress()
  const filters = dealFilters(useMembers())
  const today = readerDay(new Date())
  const month = monthOf(search.month, today)
  const weeks = weeksOf(month)
  const days = weeks.flat()
  const period = { days_from: days[0] ?? today, days_to: days.at(-1) ?? today }
  const { data, error } = useCall(dealDays.all, { ...narrowingOf(search, filters), ...period })
  return (
    <DealsFrame shown="calendar" filters={filters}>
      <MonthHead
        month={month}
        current={today.slice(0, 7)}
        show={(to) => setSearch({ ...search, month: to })}
      />
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={8} />}
      {data && (
        <Month
          {...{ month, weeks, today }}
          days={data.items.map(entryOf)}
          moreOf={(day) => ({ to: '/deals', search: { closing_from: day, closing_to: day } })}
        />
      )}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          No closings or other dates in these weeks.
        </Text>
      )}
    </DealsFrame>
  )
}

function entryOf({ id, transaction_id, name, day, address }: DealDay): CalendarDay {
  const marked = name === 'Closing'
  return { id, day, name, text: address, to: `/deals/${transaction_id}`, marked }
}
