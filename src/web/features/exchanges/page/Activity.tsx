import {
  IconArrowRight,
  IconBuilding,
  IconCalendar,
  IconCheck,
  IconPlayerPlay,
  IconPointFilled,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import type { DeadlineKind } from '#domains/exchanges/deadlines/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import type { ExchangeStatus } from '#domains/exchanges/schema.ts'
import { exchangeTimeline } from '#domains/exchanges/timeline/contract.ts'
import type { ExchangeEntry } from '#domains/exchanges/timeline/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { EXCHANGE_STATUSES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { Timeline, type TimelineEntry } from '#web/kit/record/Timeline.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import { changeWords } from './change-words.ts'

const ICONS: Record<string, typeof IconCheck> = {
  'exchanges.activated': IconPlayerPlay,
  'exchanges.status_changed': IconArrowRight,
  'exchanges.cancelled': IconX,
  'exchanges.property_added': IconBuilding,
  'exchanges.property_removed': IconBuilding,
  'exchanges.relinquished_transferred': IconCheck,
  'exchanges.replacement_received': IconCheck,
  'exchanges.participant_added': IconUser,
  'exchanges.participant_left': IconUser,
  'exchanges.deadlines_changed': IconCalendar,
  'exchanges.deadline_facts_changed': IconCalendar,
}

/** What happened with an exchange, newest first. */
export function Activity({ id }: { id: string }) {
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(exchangeTimeline.all, {
    id,
  })
  const { labelOf } = useFactWords()
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton rows={4} />
  return (
    <Timeline
      entries={items.map((one) => entryOf(one, labelOf))}
      more={hasNextPage ? { load: fetchNextPage, busy: isFetchingNextPage } : null}
    />
  )
}

/** Which exchange it is about needn’t be said on its own page. */
const OF_EXCHANGE = / (of |to |from )?an exchange/

const statusName = (status: string | null) => EXCHANGE_STATUSES[status as ExchangeStatus]?.[0]

function entryOf(one: ExchangeEntry, labelOf: (name: string) => string): TimelineEntry {
  const { id, name, from, to, day, summary, changes, moved, user_name, happened_at: at } = one
  const step = statusName(from) && statusName(to) ? `${statusName(from)} to ${statusName(to)}` : null
  const said = [step, summary, day && formatDay(day), ...changeWords(changes), ...movedWords(moved)]
  return {
    ...{ id, at, who: user_name ?? 'Deedline', icon: ICONS[name] ?? IconPointFilled },
    did: `· ${labelOf(name).replace(OF_EXCHANGE, '')}`,
    detail: said.filter(Boolean).join(' · '),
  }
}

/** "Exchange deadline: Sat, May 1, 2027 → Thu, Apr 15, 2027" */
function movedWords(moved: ExchangeEntry['moved']): string[] {
  return (moved ?? []).map(({ kind, from, to }) => {
    const name = DEADLINE_NAMES[kind as DeadlineKind] ?? kind
    if (!to) return `${name}: no longer applies`
    return from ? `${name}: ${formatDay(from)} → ${formatDay(to)}` : `${name}: ${formatDay(to)}`
  })
}
