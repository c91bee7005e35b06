import { SegmentedControl, Text } from '@mantine/core'
import { exchangeDays } from '#domains/exchanges/calendar/contract.ts'
import type { ExchangeDay } from '#domains/exchanges/calendar/schema.ts'
import { addDays } from '#lib/dates.ts'
import { ExchangesFrame } from '#web/features/exchanges/list/ExchangesFrame.tsx'
import { exchangeFilters, narrowingOf } from '#web/features/exchanges/list/views.ts'
import { DEADLINES_IN_SHORT } from '#web/features/exchanges/words.ts'
import type { CalendarDay } from '#web/kit/calendar/calendar-day.ts'
import { Month } from '#web/kit/calendar/Month.tsx'
import { MonthHead } from '#web/kit/calendar/MonthHead.tsx'
import { monthAfter, monthOf, weeksOf } from '#web/kit/calendar/month.ts'
import { readerDay } from '#web/kit/reader.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMembers } from '#web/pickers/use-members.ts'
import { useAddress } from '#web/use-address.ts'
import { useCall } from '#web/use-call.ts'
import { Agenda } from './Agenda.tsx'

/** The deadlines of exchanges, a month at a time, or one after the other. */
export function CalendarPage() {
  const [search, setSearch] = useAddress()
  const filters = exchangeFilters(useMembers())
  const today = readerDay(new Date())
  const month = monthOf(search.month, today)
  const weeks = weeksOf(month)
  const agenda = search.as === 'agenda'
  const days = weeks.flat()
  const period = agenda
    ? { days_from: `${month}-01`, days_to: addDays(`${monthAfter(month, 3)}-01`, -1) }
    : { days_from: days[0] ?? today, days_to: days.at(-1) ?? today }
  const { data, error } = useCall(exchangeDays.all, { ...narrowingOf(search, filters), ...period })
  return (
    <ExchangesFrame shown="calendar" filters={filters}>
      <MonthHead
        {...(agenda && { until: monthAfter(month, 2) })}
        month={month}
        current={today.slice(0, 7)}
        show={(to) => setSearch({ ...search, month: to })}
      >
        <SegmentedControl
          size="xs"
          aria-label="Show the calendar as"
          value={agenda ? 'agenda' : 'month'}
          onChange={(as) => setSearch({ ...search, as: as === 'agenda' ? as : undefined })}
          data={[
            { value: 'month', label: 'Month' },
            { value: 'agenda', label: 'Agenda' },
          ]}
        />
      </MonthHead>
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={8} />}
      {data && agenda && <Agenda days={data.items} />}
      {data && !agenda && (
        <Month
          {...{ month, weeks, today }}
          days={data.items.map(entryOf)}
          moreOf={(day) => ({ to: '/exchanges', search: { deadline_from: day, deadline_to: day } })}
        />
      )}
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {agenda ? 'No deadlines in these three months.' : 'No deadlines in these weeks.'}
        </Text>
      )}
    </ExchangesFrame>
  )
}

function entryOf({ id, exchange_id, kind, day, name }: ExchangeDay): CalendarDay {
  const marked = kind === 'exchange' || kind === 'parking'
  return { id, day, name: DEADLINES_IN_SHORT[kind], text: name, to: `/exchanges/${exchange_id}`, marked }
}
