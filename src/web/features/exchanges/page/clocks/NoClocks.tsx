import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { everyOf } from '#web/calls.ts'
import { useDialog } from '#web/features/exchanges/page/use-dialog.ts'
import { OPEN_STATUSES } from '#web/features/exchanges/words.ts'
import styles from './Clocks.module.css'

/** Before the first transfer: what starts the clocks. */
export function NoClocks({ exchange: { id, status, may } }: { exchange: ExchangeDetail }) {
  const { data } = useQuery(everyOf(exchangeProperties.all, { id }))
  const { open } = useDialog()
  const sold = data?.find(({ side }) => side === 'relinquished')
  if (!OPEN_STATUSES.includes(status))
    return (
      <div className={styles.none}>
        <Text fw={600}>No clock was started</Text>
      </div>
    )
  return (
    <div className={styles.none}>
      <Text fw={600}>No clock is running yet</Text>
      <Text size="sm" c="dimmed" mt={2}>
        Day 0 is the day on which the first relinquished property is transferred. The taxpayer then has 45
        days to identify replacement property and up to 180 days to receive it.
      </Text>
      {sold?.transaction_id && (
        <Text size="sm" mt="sm">
          {'The clocks start by themselves when '}
          <Anchor inherit component={Link} to={`/deals/${sold.transaction_id}`}>
            {`the sale of ${sold.address}`}
          </Anchor>
          {' closes.'}
        </Text>
      )}
      {data && may.edit && !sold?.transaction_id && (
        <Button mt="sm" size="compact-sm" onClick={() => open(sold ? `property-${sold.id}` : 'relinquished')}>
          {sold ? 'Enter the transfer' : 'Add the relinquished property'}
        </Button>
      )}
    </div>
  )
}
