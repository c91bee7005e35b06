import { Alert, Anchor, Text } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import type { ExchangeDetail, Obstacle } from '#domains/exchanges/schema.ts'
import { formatDaysIn } from '#web/kit/dates.tsx'
import styles from './Standing.module.css'
import { useDialog } from './use-dialog.ts'

/** What is not in order, each with the way to mend it; or why the exchange was canceled or failed. */
export function Standing({ exchange }: { exchange: ExchangeDetail }) {
  const { obstacles, cancel_reason, end_reason, may, status } = exchange
  const { open } = useDialog()
  const ended = cancel_reason ? `Canceled: ${cancel_reason}` : end_reason && `Failed: ${end_reason}`
  if (ended)
    return (
      <Alert color="gray" mb="md">
        {ended}
      </Alert>
    )
  if (obstacles.length === 0) return null
  return (
    <Alert
      id="obstacles"
      color="gray"
      mb="md"
      icon={<IconListCheck size={18} />}
      title={
        status === 'draft'
          ? 'Before this exchange can be activated'
          : 'Missing for the safe harbor of a qualified intermediary'
      }
    >
      <ul className={styles.obstacles}>
        {obstacles.map((one) => (
          <li key={one.text}>
            <Text span size="sm">
              {formatDaysIn(one.text)}
            </Text>{' '}
            {may.edit && (
              <Anchor component="button" type="button" size="sm" onClick={() => open(dialogOf(one))}>
                {waysOut(one)}
              </Anchor>
            )}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

function dialogOf({ field, exchange_property_id }: Obstacle): string {
  if (exchange_property_id) return `property-${exchange_property_id}`
  return field === 'properties' ? 'relinquished' : 'edit'
}

function waysOut({ field, exchange_property_id }: Obstacle): string {
  if (exchange_property_id) return 'Edit property'
  return field === 'properties' ? 'Add property' : 'Edit exchange'
}
