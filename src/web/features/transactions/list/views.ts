import { IconAlertTriangle, IconCalendar, IconCategory, IconProgress, IconUser } from '@tabler/icons-react'
import type { transactions } from '#domains/transactions/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { STAGES, TYPES } from '#web/features/transactions/words.ts'
import {
  type Choice,
  choicesFilter,
  daysFilter,
  type Filter,
  parametersOf,
  type Search,
} from '#web/kit/filters/filter.ts'
import type { BuiltInView } from '#web/kit/views/view.ts'

export type DealParameter = keyof ArgsOf<typeof transactions.all>

/** Those that also narrow a board, which has the stages as its columns. */
export function boardFilters(members: Choice[]): Filter<DealParameter>[] {
  return [
    choicesFilter('transaction_type', 'Type', IconCategory, TYPES),
    choicesFilter('agent_id', 'Agent', IconUser, members),
    daysFilter('Closing', IconCalendar, 'closing_from', 'closing_to'),
  ]
}

export function dealFilters(members: Choice[]): Filter<DealParameter>[] {
  return [
    choicesFilter('stage', 'Stage', IconProgress, STAGES),
    ...boardFilters(members),
    {
      kind: 'flag',
      id: 'discrepancies',
      label: 'With discrepancies',
      icon: IconAlertTriangle,
      value: 'true',
    },
  ]
}

export function dealViews(me: string, today: string, soon: string): BuiltInView[] {
  return [
    { id: 'all', label: 'All', filters: {} },
    { id: 'mine', label: 'Mine', filters: { agent_id: me } },
    {
      id: 'contract',
      label: 'Under contract',
      filters: { stage: 'under_contract,contingencies_cleared,clear_to_close' },
    },
    {
      id: 'soon',
      label: 'Closing soon',
      filters: {
        ...{ stage: 'under_contract,contingencies_cleared,clear_to_close' },
        ...{ closing_from: today, closing_to: soon },
      },
    },
    { id: 'closed', label: 'Closed', filters: { stage: 'closed' } },
    { id: 'archived', label: 'Archived', filters: { archived: 'true' } },
  ]
}

/** What of an address narrows the deals, beside the filters: words, and where a link led from. */
const BESIDE: DealParameter[] = ['q', 'property_id', 'contact_id', 'archived']

/** What of an address narrows deals by these filters, as the API is asked for it. */
export function narrowingOf(
  search: Search,
  filters: Filter<DealParameter>[],
): Partial<ArgsOf<typeof transactions.count>> {
  const names = [...filters.flatMap(parametersOf), ...BESIDE]
  return Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}
