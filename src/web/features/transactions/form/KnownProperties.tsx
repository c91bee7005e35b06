import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { properties } from '#domains/transactions/properties/contract.ts'
import type { Property } from '#domains/transactions/properties/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { useCall } from '#web/use-call.ts'
import type { NewDealValues } from './new-deal.ts'

type Props = { values: NewDealValues; choose: (id: string) => void }

/** The same address may be known: then the deal is about that property. */
export function KnownProperties({ values, choose }: Props) {
  const { property_id, address_line1, address_line2, city, state, zip_code } = values
  const [address] = useDebouncedValue({ address_line1, address_line2, city, state, zip_code }, 300)
  const asked = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ''))
  const enabled = /\d/.test(address.address_line1) && address.address_line1.length > 4
  const { data } = useCall(properties.alike, asked, { enabled })
  if (!enabled || !data) return null
  return data.items.map((one) => (
    <Group key={one.id} gap="sm" wrap="nowrap" justify="space-between">
      <Text size="sm">
        {property_id === one.id ? 'About ' : 'Is this '}
        <b>{one.address}</b>
        {property_id === one.id ? ', ' : '? It has '}
        <Text span inherit c="dimmed">
          {dealsOf(one)}
        </Text>
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => choose(property_id === one.id ? '' : one.id)}
      >
        {property_id === one.id ? 'Not this one' : 'Use this property'}
      </Button>
    </Group>
  ))
}

const dealsOf = ({ transaction_count }: Property) => formatCount(transaction_count, 'deal')
