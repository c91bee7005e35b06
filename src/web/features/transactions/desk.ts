import { transactions } from '#domains/transactions/contract.ts'
import { dates } from '#domains/transactions/dates/contract.ts'
import { dealDrafts } from '#domains/transactions/drafts/contract.ts'
import { dealProposals } from '#domains/transactions/matching/contract.ts'
import { requirements } from '#domains/transactions/requirements/contract.ts'
import { call } from '#web/calls.ts'
import { formatCount } from '#web/kit/figures.ts'
import { readerDay } from '#web/kit/reader.ts'
import type { Asking, Need, Upcoming } from '#web/pages.ts'

const SHOWN = 30
const PROPOSED = 10
const AHEAD_MS = 14 * 86_400_000
/** The middle of the day, so that it is the same day in all zones of the US. */
const noon = (day: string) => `${day}T18:00:00.000Z`

type Due = { key: string; day: string; title: string; note: string; to: string }

/** Closings and other dates of one's own open deals, until a day. */
async function listDue({ user, membership }: Asking, until: string): Promise<Due[]> {
  if (!membership.permissions.includes('transactions.edit')) return []
  const agent_id = [user.id]
  const [open, closing] = await Promise.all([
    call(dates.open, { agent_id, until, limit: SHOWN }),
    call(transactions.all, {
      ...{ agent_id, closing_to: until, status: ['active', 'pending'], sort: 'closing', limit: SHOWN },
    }),
  ])
  return [
    ...open.items.map(({ id, transaction_id, name, date, address }) => ({
      ...{ key: `date:${id}`, day: date, title: name, note: address, to: `/deals/${transaction_id}` },
    })),
    ...closing.items.flatMap(({ id, closing_date, address, transaction_number }) =>
      closing_date
        ? [
            {
              ...{ key: `closing:${id}`, day: closing_date, title: `Closing of ${address}` },
              ...{ note: transaction_number, to: `/deals/${id}` },
            },
          ]
        : [],
    ),
  ]
}

/** Rejected documents of one's own deals, and for those who review, what waits. */
async function listDocuments({ user, membership: { permissions } }: Asking): Promise<Need[]> {
  if (!permissions.includes('transactions.edit')) return []
  const [rejected, waiting] = await Promise.all([
    call(requirements.review, { state: 'rejected', agent_id: user.id, limit: SHOWN }),
    permissions.includes('transactions.review') ? call(requirements.review, { limit: SHOWN }) : null,
  ])
  const [oldest] = waiting?.items ?? []
  const many = waiting?.next_cursor ? `more than ${SHOWN}` : waiting?.items.length
  return [
    ...rejected.items.map(({ id, transaction_id, name, address, message, since }) => ({
      ...{ key: `rejected:${id}`, at: since, title: `${name}, ${address}`, note: message ?? undefined },
      ...{ to: `/deals/${transaction_id}#requirement-${id}` },
      state: { label: 'Rejected', tone: 'late' as const },
    })),
    ...(oldest
      ? [
          {
            ...{ key: 'requirements', at: oldest.since, to: '/deals/review' },
            title: `Required documents to review: ${many}`,
            note: `${oldest.name}, ${oldest.address}`,
            state: { label: 'To review', tone: 'waiting' as const },
          },
        ]
      : []),
  ]
}

/** Documents that may belong to one's own deals, or that one uploaded. */
async function listProposed({ membership: { permissions } }: Asking): Promise<Need[]> {
  if (!permissions.includes('transactions.edit')) return []
  const all = permissions.includes('transactions.edit_all')
  const { items } = await call(dealProposals.all, { mine: true, limit: PROPOSED })
  return items.map((one) => ({
    key: `transactions.document_proposed:${one.id}`,
    at: one.created_at,
    state: { label: 'Which deal?', tone: 'waiting' },
    title: one.title,
    note: `May belong to ${one.address}: ${one.evidence[0]?.text ?? one.transaction_number}`,
    to: `/documents/${one.document_id}`,
    subject: { type: 'document', id: one.document_id },
    acts:
      one.mine || all
        ? [
            {
              label: 'Add to deal',
              run: () => call(dealProposals.decide, { proposal_id: one.id }, { state: 'accepted' }),
              said: `Added to ${one.address}.`,
            },
          ]
        : [],
  }))
}

/** Properties of documents that one uploaded, and with which a deal can begin: no deal is about them yet. */
async function listBeginnings({ membership: { permissions } }: Asking): Promise<Need[]> {
  if (!permissions.includes('transactions.edit')) return []
  const { items } = await call(dealDrafts.all, { limit: PROPOSED })
  const properties = Map.groupBy(items, ({ address }) => address.toLowerCase())
  return [...properties.values()].flatMap(([newest, ...others]) => {
    if (!newest) return []
    const { id, title, address, created_at } = newest
    const more = others.length > 0 ? ` and ${formatCount(others.length, 'other document')}` : ''
    return {
      key: `draft:${id}`,
      at: created_at,
      state: { label: 'No deal yet', tone: 'waiting' as const },
      title: `Start a deal for ${address}`,
      note: `From ${title}${more}`,
      to: `/documents/${id}`,
      subject: { type: 'document', id },
    }
  })
}

/** Dates that have passed and are not marked as done, and those of today; documents to review, to correct, or without a deal. */
export async function listNeeds(asking: Asking): Promise<{ needs: Need[] }> {
  const today = readerDay(new Date())
  const [due, documents, proposed, beginnings] = await Promise.all([
    listDue(asking, today),
    listDocuments(asking),
    listProposed(asking),
    listBeginnings(asking),
  ])
  return { needs: [...documents, ...proposed, ...beginnings, ...due.map((one) => toNeed(one, today))] }
}

function toNeed({ key, day, title, note, to }: Due, today: string): Need {
  return {
    ...{ key, title, note, to, day, at: noon(day) },
    state: day === today ? { label: 'Today', tone: 'soon' } : { label: 'Overdue', tone: 'late' },
  }
}

/** The dates of the next two weeks. */
export async function listUpcoming(asking: Asking): Promise<Upcoming[]> {
  const now = new Date()
  const today = readerDay(now)
  const due = await listDue(asking, readerDay(new Date(now.getTime() + AHEAD_MS)))
  return due
    .filter(({ day }) => day > today)
    .map(({ key, day, title, note, to }) => ({ key, title, note, to, at: day, verb: 'due' }))
}
