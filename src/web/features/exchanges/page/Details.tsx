import { Button, Stack, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { exchanges } from '#domains/exchanges/contract.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { EXCHANGE_TYPES, PRIORITIES } from '#web/features/exchanges/words.ts'
import { formatDay, Moment } from '#web/kit/dates.tsx'
import { CustomFieldsModal } from '#web/kit/record/CustomFieldsModal.tsx'
import { fieldsOf } from '#web/kit/record/custom-fields.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { timeZoneName } from '#web/kit/time-zones.ts'
import { useChange } from '#web/use-call.ts'
import { useDialog } from './use-dialog.ts'

/** What is known of the exchange itself. */
export function Details({ exchange }: { exchange: ExchangeDetail }) {
  const { id, exchange_type, priority, agreement_signed_on, time_zone, tags, notes, custom_fields } = exchange
  const change = useChange(exchanges.change)
  const { dialog, open, close } = useDialog()
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ['Type', EXCHANGE_TYPES[exchange_type]],
          ['Agreement signed', agreement_signed_on ? formatDay(agreement_signed_on) : 'Not yet'],
          ['Priority', PRIORITIES[priority]],
          ['Time zone', timeZoneName(time_zone)],
          ['Tags', tags.join(', ')],
          [
            'Notes',
            notes && (
              <Text key="notes" inherit style={{ whiteSpace: 'pre-wrap' }}>
                {notes}
              </Text>
            ),
          ],
          ...fieldsOf(custom_fields).map(({ name, value }) => [name, value] as const),
          ['Opened', <Moment key="opened" at={exchange.created_at} />],
        ]}
      />
      {exchange.may.edit && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPencil size={14} />}
          onClick={() => open('custom')}
        >
          Edit custom fields
        </Button>
      )}
      {exchange.may.edit && dialog === 'custom' && (
        <CustomFieldsModal
          record={exchange}
          hint="What else you note about this exchange: a file number of the escrow company, a parcel, who referred it."
          save={(custom_fields, version) => change.make({ id }, { custom_fields }, { version })}
          onClose={close}
        />
      )}
    </Stack>
  )
}
