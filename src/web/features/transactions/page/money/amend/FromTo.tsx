import { Group, Text } from '@mantine/core'

/** What a figure was and is, side by side: an added one has no past, a removed one no present. */
export function FromTo({ label, from, to }: { label: string; from: string | null; to: string | null }) {
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
      <Text size="sm">{label}</Text>
      <Text size="sm" ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {from !== null && (
          <Text span inherit c="dimmed" td={to === from ? 'none' : 'line-through'}>
            {from}
          </Text>
        )}
        {to !== from && ` ${to ?? 'Removed'}`}
      </Text>
    </Group>
  )
}
