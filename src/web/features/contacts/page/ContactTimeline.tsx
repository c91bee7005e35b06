import {
  IconFile,
  IconMail,
  IconMessage,
  IconNote,
  IconPhone,
  IconPointFilled,
  IconUsers,
} from '@tabler/icons-react'
import { timeline } from '#domains/contacts/timeline/contract.ts'
import type { TimelineEntry as Happened } from '#domains/contacts/timeline/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { INTERACTIONS } from '#web/features/contacts/words.ts'
import { Timeline, type TimelineEntry } from '#web/kit/record/Timeline.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'

const ICONS: Record<string, typeof IconPhone> = {
  call: IconPhone,
  meeting: IconUsers,
  email: IconMail,
  text: IconMessage,
  letter: IconMail,
  note: IconNote,
}

/** What happened with a contact, newest first, from every part of the product. */
export function ContactTimeline({ id }: { id: string }) {
  return <Shown id={id} />
}

/** The last of it. */
export function RecentTimeline({ id }: { id: string }) {
  return <Shown id={id} most={6} />
}

function Shown({ id, most }: { id: string; most?: number }) {
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(timeline.all, { id })
  const { labelOf } = useFactWords()
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton rows={4} />
  return (
    <Timeline
      entries={items.slice(0, most).map((one) => entryOf(one, labelOf))}
      more={hasNextPage && !most ? { load: fetchNextPage, busy: isFetchingNextPage } : null}
    />
  )
}

const WAYS = { in: ' from them', out: ' to them' }

function entryOf(one: Happened, labelOf: (name: string) => string): TimelineEntry {
  const { id, kind, name, summary, direction, user_name, happened_at: at } = one
  const who = user_name ?? 'Deedline'
  if (kind === 'interaction') {
    const what = INTERACTIONS[name as keyof typeof INTERACTIONS] ?? name
    const way = direction ? WAYS[direction] : ''
    return { id, at, who, icon: ICONS[name] ?? IconNote, did: `· ${what}${way}`, detail: summary }
  }
  const icon = name.startsWith('documents.') ? IconFile : IconPointFilled
  return { id, at, who, icon, did: `· ${labelOf(name)}`, detail: summary }
}
