import { IconCalendar, IconCategory, IconProgress, IconUser, IconUserCheck } from '@tabler/icons-react'
import type { exchanges } from '#domains/exchanges/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES, OPEN_STATUSES } from '#web/features/exchanges/words.ts'
import {
  type Choice,
  choicesFilter,
  daysFilter,
  type Filter,
  parametersOf,
  type Search,
} from '#web/kit/filters/filter.ts'
import type { BuiltInView } from '#web/kit/views/view.ts'

type ExchangeParameter = keyof ArgsOf<typeof exchanges.all>

/** Those that also narrow a board, which has the statuses as its columns. */
export function boardFilters(members: Choice[]): Filter<ExchangeParameter>[] {
  return [
    choicesFilter('exchange_type', 'Type', IconCategory, EXCHANGE_TYPES),
    choicesFilter('coordinator_id', 'Coordinator', IconUser, members),
    { kind: 'flag', id: 'mine', label: 'Mine', icon: IconUserCheck, value: 'true' },
    daysFilter('Deadline', IconCalendar, 'deadline_from', 'deadline_to'),
  ]
}

export function exchangeFilters(members: Choice[]): Filter<ExchangeParameter>[] {
  return [choicesFilter('status', 'Status', IconProgress, EXCHANGE_STATUSES), ...boardFilters(members)]
}

export function exchangeViews(today: string, soon: string): BuiltInView[] {
  const running = 'identification_period,exchange_period'
  return [
    { id: 'all', label: 'All', filters: {} },
    { id: 'mine', label: 'Mine', filters: { mine: 'true', status: OPEN_STATUSES.join(',') } },
    { id: 'running', label: 'Clocks running', filters: { status: running }, sort: 'deadline' },
    {
      id: 'soon',
      label: 'Due in 14 days',
      filters: { status: running, deadline_from: today, deadline_to: soon },
      sort: 'deadline',
    },
    { id: 'ended', label: 'Ended', filters: { status: 'completed,failed,cancelled' } },
  ]
}

const BESIDE: ExchangeParameter[] = ['q', 'contact_id', 'property_id']

/** What of an address narrows exchanges by these filters, as the API is asked for it. */
export function narrowingOf(
  search: Search,
  filters: Filter<ExchangeParameter>[],
): Partial<ArgsOf<typeof exchanges.count>> {
  const names = [...filters.flatMap(parametersOf), ...BESIDE]
  return Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}
