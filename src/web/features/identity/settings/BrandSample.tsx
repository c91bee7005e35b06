import { Paper, Text } from '@mantine/core'
import { formatDay } from '#web/kit/dates.tsx'

/** How a client meets the organization, while its colours are being chosen. */
export function BrandSample({ name, accent, tagline }: { name: string; accent: string; tagline: string }) {
  return (
    <Paper
      withBorder
      p="md"
      style={{ borderTop: `3px solid ${accent || 'var(--mantine-color-evergreen-7)'}` }}
    >
      <Text fw={600}>{name}</Text>
      {tagline && (
        <Text size="sm" c="dimmed">
          {tagline}
        </Text>
      )}
      <Text size="sm" mt="sm">
        Purchase agreement, 12 Harbor Lane · shared with you until {formatDay('2026-01-15')}
      </Text>
    </Paper>
  )
}
