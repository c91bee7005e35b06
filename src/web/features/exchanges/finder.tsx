import { IconArrowsExchange } from '@tabler/icons-react'
import { exchanges } from '#domains/exchanges/contract.ts'
import { call } from '#web/calls.ts'
import type { Found } from '#web/pages.ts'
import { EXCHANGE_STATUSES } from './words.ts'

const MOST = 6

export async function find(q: string): Promise<Found> {
  if (q === '') return { hits: [] }
  const { items, next_cursor } = await call(exchanges.all, { q, limit: MOST })
  return {
    hits: items.map(({ id, name, exchange_number, status, relinquished_addresses }) => ({
      to: `/exchanges/${id}`,
      title: name,
      note: [exchange_number, EXCHANGE_STATUSES[status][0]].join(' · '),
      ...(relinquished_addresses.length > 0 && { snippet: relinquished_addresses.join('; ') }),
      icon: <IconArrowsExchange size={18} stroke={1.6} />,
    })),
    ...(next_cursor && { more: { label: 'All exchanges', to: `/exchanges?q=${encodeURIComponent(q)}` } }),
  }
}
