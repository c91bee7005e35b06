import {
  IconArrowRight,
  IconCalendar,
  IconCheck,
  IconFile,
  IconPointFilled,
  IconUser,
} from '@tabler/icons-react'
import { dealTimeline } from '#domains/transactions/timeline/contract.ts'
import type { DealEntry } from '#domains/transactions/timeline/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { STAGES } from '#web/features/transactions/words.ts'
import { Timeline, type TimelineEntry } from '#web/kit/record/Timeline.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import { changeWords } from './change-words.ts'

const ICONS: Record<string, typeof IconFile> = {
  'transactions.stage_changed': IconArrowRight,
  'transactions.closed': IconCheck,
  'transactions.dates_changed': IconCalendar,
  'transactions.party_added': IconUser,
  'transactions.party_removed': IconUser,
  'transactions.document_attached': IconFile,
  'transactions.document_detached': IconFile,
  'transactions.document_proposed': IconFile,
  'transactions.values_applied': IconCheck,
  'transactions.discrepancy_settled': IconCheck,
}

/** What happened with a deal, newest first. */
export function Activity({ id }: { id: string }) {
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(dealTimeline.all, { id })
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

const stageName = (stage: string | null) => STAGES[stage as keyof typeof STAGES]?.[0]

function entryOf(one: DealEntry, labelOf: (name: string) => string): TimelineEntry {
  const { id, name, from, to, summary, changes, user_name, happened_at: at } = one
  const step = stageName(from) && stageName(to) ? `${stageName(from)} to ${stageName(to)}` : null
  return {
    ...{
      id,
      at,
      who: user_name ?? (name === 'transactions.guest_opened' && summary ? summary : 'Deedline'),
      icon: ICONS[name] ?? IconPointFilled,
    },
    did: `· ${labelOf(name)}`,
    detail: [step, name === 'transactions.guest_opened' ? null : summary, ...changeWords(changes)]
      .filter(Boolean)
      .join(' · '),
  }
}
