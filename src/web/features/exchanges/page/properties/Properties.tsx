import { Button, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import type { ExchangeProperty, ExchangeSide } from '#domains/exchanges/properties/schema.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { everyOf } from '#web/calls.ts'
import { useDialog } from '#web/features/exchanges/page/use-dialog.ts'
import { formatMoney } from '#web/kit/figures.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { AddPropertyModal } from './AddPropertyModal.tsx'
import { EditPropertyModal } from './EditPropertyModal.tsx'
import styles from './Properties.module.css'
import { PropertyCard } from './PropertyCard.tsx'

/** What the taxpayer gives up and what they receive, with the days that count. */
export function Properties({ exchange }: { exchange: ExchangeDetail }) {
  const { id, may } = exchange
  const { data, error } = useQuery(everyOf(exchangeProperties.all, { id }))
  const { dialog, close } = useDialog()
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={4} />
  const editing = data.find((one) => dialog === `property-${one.id}`)
  return (
    <Stack gap="lg">
      <Side exchange={exchange} side="relinquished" properties={data} />
      <Side exchange={exchange} side="replacement" properties={data} />
      {may.edit && (dialog === 'relinquished' || dialog === 'replacement') && (
        <AddPropertyModal id={id} side={dialog} onClose={close} />
      )}
      {may.edit && editing && <EditPropertyModal id={id} property={editing} onClose={close} />}
    </Stack>
  )
}

const TITLES = { relinquished: 'Relinquished', replacement: 'Replacement' } as const
const NONE = {
  relinquished: 'The property that the taxpayer sells. Its transfer starts the clocks.',
  replacement: 'The property that the taxpayer receives in its place.',
} as const

type SideProps = { exchange: ExchangeDetail; side: ExchangeSide; properties: ExchangeProperty[] }

function Side({ exchange, side, properties }: SideProps) {
  const { open } = useDialog()
  const shown = properties.filter((one) => one.side === side)
  const [value, debt] =
    side === 'relinquished'
      ? [exchange.relinquished_property_value, exchange.relinquished_debt]
      : [exchange.replacement_property_value, exchange.replacement_debt]
  const totals = [value && `Price ${formatMoney(value)}`, debt && `Debt ${formatMoney(debt)}`].filter(Boolean)
  return (
    <section aria-label={`${TITLES[side]} properties`}>
      <div className={styles.head}>
        <h3>{TITLES[side]}</h3>
        {exchange.may.edit && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            aria-label={`Add ${side} property`}
            onClick={() => open(side)}
          >
            Add
          </Button>
        )}
      </div>
      {shown.length === 0 && <p className={styles.none}>{NONE[side]}</p>}
      {shown.map((one) => (
        <PropertyCard key={one.id} exchange={exchange} property={one} />
      ))}
      {shown.length > 1 && totals.length > 0 && (
        <p className={styles.totals}>
          <span>{`Total of ${shown.length}`}</span>
          <span>{totals.join(' · ')}</span>
        </p>
      )}
    </section>
  )
}
