import { contacts } from '#domains/contacts/contract.ts'
import { call } from '#web/calls.ts'
import { readerDay } from '#web/kit/reader.ts'
import type { Asking, Need, Upcoming } from '#web/pages.ts'

const SHOWN = 20

/** Follow-ups of one's own contacts that are due. */
export async function listNeeds({ user, membership }: Asking) {
  if (!membership.permissions.includes('contacts.edit')) return { needs: [] }
  const today = readerDay(new Date())
  const { items } = await call(contacts.all, {
    owner_id: [user.id],
    followup_by: today,
    sort: 'followup',
    limit: SHOWN,
  })
  const needs: Need[] = items.map(({ id, display_name, company, next_followup_date }) => ({
    key: `followup:${id}`,
    at: `${next_followup_date}T12:00:00.000Z`,
    ...(next_followup_date && { day: next_followup_date }),
    state:
      next_followup_date === today ? { label: 'Today', tone: 'soon' } : { label: 'Overdue', tone: 'late' },
    title: `Follow up with ${display_name}`,
    note: company ?? undefined,
    to: `/contacts/${id}`,
  }))
  return { needs }
}

/** The follow-ups of the next weeks. */
export async function listUpcoming({ user, membership }: Asking): Promise<Upcoming[]> {
  if (!membership.permissions.includes('contacts.edit')) return []
  const [today, last] = [new Date(), new Date(Date.now() + 14 * 86_400_000)].map((day) => readerDay(day))
  const { items } = await call(contacts.all, {
    owner_id: [user.id],
    followup_by: last,
    sort: 'followup',
    limit: SHOWN,
  })
  return items
    .filter(({ next_followup_date }) => (next_followup_date ?? '') > (today ?? ''))
    .map(({ id, display_name, next_followup_date }) => ({
      key: `followup:${id}`,
      at: next_followup_date ?? '',
      verb: 'follow up',
      title: display_name,
      to: `/contacts/${id}`,
    }))
}

export async function hasContacts(): Promise<boolean> {
  return (await call(contacts.all, { limit: 1 })).items.length > 0
}
