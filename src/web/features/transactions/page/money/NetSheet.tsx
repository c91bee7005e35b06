import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { netSheets } from '#domains/transactions/net-sheet/contract.ts'
import type { NetSheetLine, NetSheetView } from '#domains/transactions/net-sheet/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { Figure, Figures } from '#web/features/transactions/page/commission/Figure.tsx'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'

/** What the seller keeps, or the buyer brings, with every figure that leads to it. */
export function NetSheet({ deal }: { deal: TransactionDetail }) {
  const [view, setView] = useState<NetSheetView>(deal.side === 'selling' ? 'buyer' : 'seller')
  const { data, error } = useCall(netSheets.one, { id: deal.id, view })
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label="Whose net sheet"
        size="xs"
        w="fit-content"
        data={[
          { value: 'seller', label: 'Seller' },
          { value: 'buyer', label: 'Buyer' },
        ]}
        value={view}
        onChange={(chosen) => setView(chosen as NetSheetView)}
      />
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={4} />}
      {data && <SheetLines view={view} lines={data.lines} />}
      {data?.confirmed && (
        <Text size="xs" c="dimmed">
          {`Confirmed at closing on ${formatDay(data.confirmed.closed_on)}: ${formatMoney(data.confirmed.result)}` +
            (data.confirmed.result === data.result ? '.' : `, at ${formatMoney(data.confirmed.sale_price)}.`)}
        </Text>
      )}
    </Stack>
  )
}

/** For the seller what they get is added and what they pay is taken off; for the buyer it is the other way. */
export function SheetLines({ view, lines }: { view: NetSheetView; lines: NetSheetLine[] }) {
  const minus = view === 'seller' ? 'taken' : 'added'
  return (
    <Figures>
      {lines.map(({ id, section, label, amount, formula }) => (
        <Figure
          key={id}
          name={label}
          amount={amount}
          formula={formula}
          sign={section === minus ? '−' : ''}
          main={section === 'result'}
        />
      ))}
    </Figures>
  )
}
