import { Text } from '@mantine/core'

/** A property's address: the street is what people look for, the rest of it stands back. */
export function PropertyName({ address }: { address: string | null }) {
  if (!address)
    return (
      <Text span inherit c="dimmed">
        —
      </Text>
    )
  const comma = address.indexOf(',')
  const street = comma < 0 ? address : address.slice(0, comma)
  return (
    <span title={address}>
      {street}
      <Text span inherit c="dimmed">
        {address.slice(street.length)}
      </Text>
    </span>
  )
}
