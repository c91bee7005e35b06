import { Anchor, Menu, Text } from '@mantine/core'
import { IconCircle, IconCircleCheckFilled, IconPencil, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import type { ExchangeProperty } from '#domains/exchanges/properties/schema.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { useDialog } from '#web/features/exchanges/page/use-dialog.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { More } from '#web/kit/record/More.tsx'
import { useChange } from '#web/use-call.ts'
import styles from './Properties.module.css'
import { newOf } from './property-values.ts'

type Props = { exchange: ExchangeDetail; property: ExchangeProperty }

/** A property of an exchange: what it's worth, and what has happened with it. */
export function PropertyCard({ exchange, property }: Props) {
  const { address, price, transaction_id, transaction_number, description } = property
  const values = valuesOf(property)
  return (
    <article className={styles.card}>
      <div className={styles.top}>
        <span className={styles.address}>{address}</span>
        <span className={styles.price}>{price && formatMoney(price)}</span>
        {exchange.may.edit && <PropertyMenu exchange={exchange} property={property} />}
      </div>
      <div className={styles.values}>
        {values.join(' · ')}
        {transaction_id && transaction_number && (
          <>
            {values.length > 0 && ' · '}
            <Anchor inherit component={Link} to={`/deals/${transaction_id}`}>
              {`Deal ${transaction_number}`}
            </Anchor>
          </>
        )}
      </div>
      <ul className={styles.steps}>
        {stepsOf(property).map(({ done, text }) => (
          <li key={text} data-done={done || undefined}>
            {done ? <IconCircleCheckFilled size={14} aria-hidden /> : <IconCircle size={14} aria-hidden />}
            {text}
          </li>
        ))}
      </ul>
      {description && (
        <Text size="sm" c="dimmed" mt={4} style={{ whiteSpace: 'pre-wrap' }}>
          {description}
        </Text>
      )}
    </article>
  )
}

function valuesOf(property: ExchangeProperty): string[] {
  const { fair_market_value, debt, adjusted_basis, ownership_percent, acquired_on, to_be_produced } = property
  const values = [
    fair_market_value && `Value ${formatMoney(fair_market_value)}`,
    debt && `Debt ${formatMoney(debt)}`,
    adjusted_basis && `Adjusted basis ${formatMoney(adjusted_basis)}`,
    ownership_percent !== 100 && `${ownership_percent}% ownership`,
    acquired_on && `Owned since ${formatDay(acquired_on)}`,
    to_be_produced && 'To be produced',
  ]
  return values.filter((value): value is string => typeof value === 'string' && value !== '')
}

/** The assignment and its notice must come on or before the transfer. */
function stepsOf({ side, assigned_on, parties_notified_on, transferred_on }: ExchangeProperty) {
  const [done, open] =
    side === 'relinquished' ? ['Transferred', 'Not transferred yet'] : ['Received', 'Not received yet']
  const step = (day: string | null, after: string, before: string) => ({
    done: day !== null,
    text: day ? `${after} ${formatDay(day)}` : before,
  })
  return [
    step(assigned_on, 'Assigned', 'Not assigned yet'),
    step(parties_notified_on, 'Parties notified', 'Parties not notified yet'),
    step(transferred_on, done, open),
  ]
}

function PropertyMenu({ exchange: { id }, property }: Props) {
  const { open } = useDialog()
  const [remove, create] = [useChange(exchangeProperties.remove), useChange(exchangeProperties.create)]
  const takeOut = async () => {
    if (!(await remove.run(null, { id, exchange_property_id: property.id }))) return
    notifyUndo(`${property.address} removed.`, () => create.make({ id }, newOf(property)))
  }
  return (
    <More size={26} label={`Actions for ${property.address}`}>
      <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => open(`property-${property.id}`)}>
        Edit property
      </Menu.Item>
      <Menu.Item
        leftSection={<IconX size={15} />}
        disabled={property.transferred_on !== null}
        onClick={takeOut}
      >
        Remove from the exchange
      </Menu.Item>
      {property.transferred_on && <Menu.Label>A property that was transferred stays.</Menu.Label>}
    </More>
  )
}
