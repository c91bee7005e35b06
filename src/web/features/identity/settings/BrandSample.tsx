import { Paper, Text } from '@mantine/core'
import type { Organization } from '#domains/identity/schema.ts'
import { formatExpiry, useNow } from '#web/kit/dates.tsx'

/** The logo as clients see it; without one, the name stands for it. */
export function Logo({ name, logo_url }: Pick<Organization, 'name' | 'logo_url'>) {
  if (!logo_url) return <Text fw={600}>{name}</Text>
  return (
    <img src={logo_url} alt={name} style={{ display: 'block', maxWidth: 180, maxHeight: 56 }} data-logo />
  )
}

/** For how long the link of the sample works. */
const SAMPLE_MS = 14 * 86_400_000

type Props = { name: string; accent: string; tagline: string }

/** How clients meet the organization, while its color is being chosen. */
export function BrandSample({ name, accent, tagline }: Props) {
  const until = new Date(useNow().getTime() + SAMPLE_MS).toISOString()
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
        Purchase agreement, 12 Harbor Lane · available until {formatExpiry(until)}
      </Text>
    </Paper>
  )
}
