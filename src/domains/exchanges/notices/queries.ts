import { sql } from 'kysely'
import { DeadlineKind } from '#domains/exchanges/deadlines/schema.ts'
import {
  deadlinesChanged,
  exchangeActivated,
  exchangeStatusChanged,
  replacementReceived,
} from '#domains/exchanges/events.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

/** Who runs an exchange: its coordinator and its attorney, and participants of these roles who are members. */
const TEAM = sql`
  select unnest(array[e.coordinator_id, e.primary_attorney_id]) as user_id from exchanges e
   where e.organization_id = f.organization_id and e.id = f.subject_id
  union
  select a.user_id from exchange_participants a
   where a.organization_id = f.organization_id and a.exchange_id = f.subject_id and a.left_at is null
     and a.role in ('coordinator', 'attorney')`

const NEXT: Readonly<Record<string, string>> = {
  active: 'has no clock running',
  identification_period: 'is in its identification period',
  exchange_period: 'is in its exchange period: identifications can’t be changed anymore',
}

const someone = (actor: string | null) => actor ?? 'Someone'

type Moved = { kind: string; to: string | null }[]

const inWords = (day: string) =>
  new Intl.DateTimeFormat('en-US', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(`${day}T12:00:00Z`))

function movedInWords(moved: Moved | undefined, title: string): string {
  const [first, ...others] = moved ?? []
  const kind = DeadlineKind.safeParse(first?.kind).data
  if (!first || !kind || others.length > 0) return `Deadlines of ${title} changed`
  const name = `The ${DEADLINE_NAMES[kind].toLowerCase()} of ${title}`
  return first.to ? `${name} is now ${inWords(first.to)}` : `${name} no longer applies`
}

export const exchangeNotices: Notices[] = [
  {
    subject_type: 'exchange',
    title: sql`(select e.name from exchanges e where e.organization_id = n.organization_id and e.id = n.subject_id)`,
    facts: [
      notice(exchangeActivated, {
        label: 'An exchange of yours is activated',
        concerns: TEAM,
        sentence: ({ actor, title }) => `${someone(actor)} activated the exchange ${title}`,
      }),
      notice(deadlinesChanged, {
        label: 'Deadlines of an exchange of yours begin or move',
        concerns: TEAM,
        sentence: ({ title, payload }) => movedInWords(payload.moved, title),
      }),
      notice(exchangeStatusChanged, {
        label: 'A period of an exchange of yours begins or ends',
        concerns: TEAM,
        sentence: ({ title, payload }) => `${title} ${NEXT[payload.to ?? ''] ?? 'has another status'}`,
      }),
      notice(replacementReceived, {
        label: 'A replacement property of an exchange of yours is received',
        concerns: TEAM,
        sentence: ({ title }) => `A replacement property of ${title} was received`,
      }),
    ],
  },
]
