import { IconCalendarDue, IconCircleDot } from '@tabler/icons-react'
import type { requests } from '#domains/documents/requests/contract.ts'
import type { ArgsOf } from '#lib/contract.ts'
import { REQUEST_STATES } from '#web/features/documents/words.ts'
import { choicesFilter, daysFilter, type Filter } from '#web/kit/filters/filter.ts'
import type { BuiltInView } from '#web/kit/views/view.ts'

export const REQUEST_FILTERS: Filter<keyof ArgsOf<typeof requests.all>>[] = [
  choicesFilter('state', 'Status', IconCircleDot, REQUEST_STATES),
  daysFilter('Needed by', IconCalendarDue, 'due_from', 'due_to'),
]

/** The views that the list of requests comes with. */
export const REQUEST_VIEWS: BuiltInView[] = [
  { id: 'all', label: 'All', filters: {} },
  { id: 'open', label: 'Open', filters: { state: 'open' } },
  { id: 'received', label: 'Received', filters: { state: 'received' } },
  { id: 'expired', label: 'Expired', filters: { state: 'expired' } },
]
