import { IconHomeDollar } from '@tabler/icons-react'
import { transactions } from '#domains/transactions/contract.ts'
import { call } from '#web/calls.ts'
import type { Found } from '#web/pages.ts'
import { STAGES } from './words.ts'

const MOST = 6

export async function find(q: string): Promise<Found> {
  if (q === '') return { hits: [] }
  const { items, next_cursor } = await call(transactions.all, { q, limit: MOST })
  return {
    hits: items.map(({ id, address, transaction_number, stage }) => ({
      to: `/deals/${id}`,
      title: address,
      note: [transaction_number, STAGES[stage][0]].join(' · '),
      icon: <IconHomeDollar size={18} stroke={1.6} />,
    })),
    ...(next_cursor && { more: { label: 'All deals', to: `/deals?q=${encodeURIComponent(q)}` } }),
  }
}
