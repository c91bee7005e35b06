import { ActionIcon, Button, Group, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { dealDays } from '#domains/transactions/calendar/contract.ts'
import { DealsFrame } from '#web/features/transactions/list/DealsFrame.tsx'
import { dealFilters, narrowingOf } from '#web/features/transactions/list/views.ts'
import { useAgents } from '#web/features/transactions/use-agents.ts'
import { formatMonthAndYear } from '#web/kit/dates.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useAddress } from '#web/use-address.ts'
import { useCall } from '#web/use-call.ts'
import { Month } from './Month.tsx'
import { monthAfter, monthOf, weeksOf } from './month.ts'

/** The closings and other dates of deals, a month at a time. */
export function CalendarPage() {
  const [search, setSearch] = useAddress()
  const filters = dealFilters(useAgents())
  const today = readerDay(new Date())
  const month = monthOf(search.month, today)
  const weeks = weeksOf(month)
  const days = weeks.flat()
  const period = { days_from: days[0] ?? today, days_to: days.at(-1) ?? today }
  const { data, error } = useCall(dealDays.all, { ...narrowingOf(search, filters), ...period })
  const show = (to: string) => setSearch({ ...search, month: to === today.slice(0, 7) ? undefined : to })
  return (
    <DealsFrame shown="calendar" filters={filters}>
      <Group gap="xs" mb="sm">
        <ActionIcon variant="default" aria-label="Previous month" onClick={() => show(monthAfter(month, -1))}>
          <IconChevronLeft size={17} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label="Next month" onClick={() => show(monthAfter(month, 1))}>
          <IconChevronRight size={17} />
        </ActionIcon>
        <Title order={2} fz={17}>
          {formatMonthAndYear(`${month}-01`)}
        </Title>
        {month !== today.slice(0, 7) && (
          <Button variant="default" size="compact-sm" onClick={() => show(today.slice(0, 7))}>
            Today
          </Button>
        )}
      </Group>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={8} />}
      {data && <Month month={month} weeks={weeks} today={today} days={data.items} />}
    </DealsFrame>
  )
}
