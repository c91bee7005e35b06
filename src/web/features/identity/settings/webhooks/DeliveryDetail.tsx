import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { deliveries } from '#domains/identity/webhooks/contract.ts'
import type { Attempt, DeliveryDetail as Sent } from '#domains/identity/webhooks/schema.ts'
import { useFactWords } from '#web/fact-words.ts'
import { formatInstant, formatTime } from '#web/kit/dates.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import { DeliveryStatus, outcomeOf } from './words.tsx'

/** One delivery: what came of it, each attempt, and what was sent. */
export function DeliveryDetail({ webhook_id, delivery_id }: { webhook_id: string; delivery_id: string }) {
  const { labelOf } = useFactWords()
  const { data, error } = useCall(deliveries.one, { id: webhook_id, delivery_id }, { refetchInterval: 5_000 })
  const { run, busy } = useChange(deliveries.resend)
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={5} />
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Text fw={600}>{labelOf(data.fact)}</Text>
          <Text size="xs" c="dimmed">
            {formatInstant(data.created_at)}, {formatTime(data.created_at)}
          </Text>
        </div>
        <DeliveryStatus delivery={data} />
      </Group>
      <Button
        variant="default"
        loading={busy}
        disabled={data.state === 'pending'}
        onClick={() => run('Sending again.', { id: webhook_id, delivery_id })}
      >
        Send again
      </Button>
      <Attempts log={data.log} />
      <Technical delivery={data} />
    </Stack>
  )
}

function Attempts({ log }: { log: Attempt[] }) {
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        Attempts
      </Text>
      {log.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet.
        </Text>
      )}
      {log.map((attempt) => (
        <div key={attempt.id}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {outcomeOf(attempt)}
            </Text>
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {formatInstant(attempt.created_at)}, {formatTime(attempt.created_at)} · {attempt.duration_ms} ms
            </Text>
          </Group>
          {attempt.response_body && (
            <Code
              block
              mt={4}
              mah={140}
              style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              {attempt.response_body}
            </Code>
          )}
        </div>
      ))}
    </Stack>
  )
}

function Technical({ delivery: { id, fact, body } }: { delivery: Sent }) {
  return (
    <Stack gap={4}>
      <Text fw={600} size="sm">
        Technical details
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {fact} · webhook-id {id}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(JSON.parse(body), null, 2)}
      </Code>
    </Stack>
  )
}
