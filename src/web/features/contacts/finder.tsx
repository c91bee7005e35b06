import { IconBuilding, IconUser } from '@tabler/icons-react'
import { contacts } from '#domains/contacts/contract.ts'
import { call } from '#web/calls.ts'
import { formatPhone } from '#web/kit/figures.ts'
import type { Found } from '#web/pages.ts'

const MOST = 6

export async function find(q: string): Promise<Found> {
  if (q === '') return { hits: [] }
  const { items, next_cursor } = await call(contacts.all, { q, limit: MOST })
  return {
    hits: items.map(({ id, kind, display_name, company, email, phone_primary }) => ({
      to: `/contacts/${id}`,
      title: display_name,
      note: company ?? email ?? (phone_primary ? formatPhone(phone_primary) : undefined),
      icon: kind === 'person' ? <IconUser size={18} stroke={1.6} /> : <IconBuilding size={18} stroke={1.6} />,
    })),
    ...(next_cursor && { more: { label: 'All contacts', to: `/contacts?q=${encodeURIComponent(q)}` } }),
  }
}
