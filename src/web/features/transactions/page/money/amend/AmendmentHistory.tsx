import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { amendments } from '#domains/transactions/amendments/contract.ts'
import type { AmendmentEntry } from '#domains/transactions/amendments/schema.ts'
import { everyOf } from '#web/calls.ts'
import { formatDay, Moment } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { FromTo } from './FromTo.tsx'

/** Each correction of a closing: who, when, why, what it was and is. */
export function AmendmentHistory({ id }: { id: string }) {
  const { data = [] } = useQuery(everyOf(amendments.all, { id }))
  if (data.length === 0) return null
  return (
    <Stack gap="xs" component="section" aria-label="Amendments of the closing">
      <Text fw={600} size="sm">
        Amendments
      </Text>
      {data.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </Stack>
  )
}

function Entry({ entry: { reason, user_name, amended_at, changes, amounts } }: { entry: AmendmentEntry }) {
  return (
    <Stack gap={2}>
      <Text size="sm">{reason}</Text>
      <Text size="xs" c="dimmed">
        {user_name && `${user_name} · `}
        <Moment at={amended_at} />
      </Text>
      {Object.entries(LABELS).map(([field, label]) => {
        const change = changes[field]
        return (
          change && (
            <FromTo key={field} label={label} from={shown(field, change.from)} to={shown(field, change.to)} />
          )
        )
      })}
      {amounts.map(({ label, from, to }) => (
        <FromTo key={`${label} ${from} ${to}`} label={label} from={from} to={to} />
      ))}
    </Stack>
  )
}

const LABELS: Record<string, string> = {
  closed_on: 'Closed on',
  sale_price: 'Sale price',
  commission: 'Commission',
  paid_by: 'Commission paid by',
  listing_share: 'Listing side’s part',
  result: 'Net sheet',
}

function shown(field: string, value: string | null): string | null {
  if (value === null) return null
  if (field === 'closed_on') return formatDay(value)
  if (field === 'paid_by') return value === 'buyer' ? 'Buyer' : 'Seller'
  return field === 'sale_price' ? formatMoney(value) : value
}
