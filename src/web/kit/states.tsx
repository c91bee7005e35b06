import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** An empty page says what belongs here and how it gets here. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <Stack align="center" gap={6} py={56} px="md" ta="center">
      <Text fw={600}>{title}</Text>
      {children && (
        <Text c="dimmed" size="sm" maw={440}>
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: 10 }}>{action}</div>}
    </Stack>
  )
}

type RefusedProps = { error: unknown; retry?: () => void; label?: string }

/** Why something could not be shown or done, in the API's sentence, and the way on, where there is one. */
export function Refused({ error, retry, label = 'Try again' }: RefusedProps) {
  const message = error instanceof Error ? error.message : String(error)
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="alert">
      {message}
      {retry && (
        <Button size="compact-sm" variant="default" ml="sm" onClick={retry}>
          {label}
        </Button>
      )}
    </Alert>
  )
}

/** The shape of rows to come, so that nothing jumps when they do. */
export function RowsSkeleton({ rows = 8, height = 20 }: { rows?: number; height?: number }) {
  return (
    <Stack gap={16} py="sm" role="status" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same and never change places.
        <Skeleton key={i} height={height} width={`${92 - ((i * 13) % 38)}%`} />
      ))}
    </Stack>
  )
}
