import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { exchangeDeadlines } from '#domains/exchanges/deadlines/contract.ts'
import type { Deadline, ExchangeDeadlines } from '#domains/exchanges/deadlines/schema.ts'
import { Days } from '#web/features/exchanges/list/columns.tsx'
import { DEADLINE_NAMES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { timeZoneName } from '#web/kit/time-zones.ts'
import { useCall } from '#web/use-call.ts'
import { dayOf } from './day-of.ts'
import { FactsModal } from './FactsModal.tsx'

/** The deadlines of an exchange, how much of each period has passed, and what each follows from. */
export function Clocks({ id, edit }: { id: string; edit: boolean }) {
  const { data, error } = useCall(exchangeDeadlines.one, { id })
  const [changing, setChanging] = useState(false)
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={5} />
  return (
    <Stack gap="lg">
      {data.deadlines.length === 0 && (
        <Text size="sm" c="dimmed">
          The clocks start when the first relinquished property is transferred. Add it with its transfer date.
        </Text>
      )}
      {data.deadlines.map((one) => (
        <Clock key={one.kind} one={one} start={startOf(one, data)} />
      ))}
      <Notes data={data} />
      <Group gap="sm">
        {edit && (
          <Button variant="default" size="compact-sm" onClick={() => setChanging(true)}>
            Change facts
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {`Days end at midnight, ${timeZoneName(data.time_zone)}.`}
        </Text>
      </Group>
      {changing && <FactsModal data={data} onClose={() => setChanging(false)} />}
    </Stack>
  )
}

function startOf({ kind }: Deadline, { clock_start, facts }: ExchangeDeadlines) {
  return kind.startsWith('parking') ? facts.parked_on : clock_start
}

function Clock({ one, start }: { one: Deadline; start: string | null }) {
  const name = DEADLINE_NAMES[one.kind]
  const period = start ? dayOf(start, one.date, one.days_remaining) : null
  return (
    <section aria-label={name}>
      <Text fw={500}>{name}</Text>
      <Text size="sm">
        <Days day={one.date} left={one.days_remaining} />
      </Text>
      {period && start && (
        <>
          <Progress.Root size="md" my={6}>
            <Progress.Section value={period.percent} aria-label={`${name}: ${period.text}`} />
          </Progress.Root>
          <Group justify="space-between" gap="xs">
            <Text size="xs" c="dimmed">{`Day 0: ${formatDay(start)}`}</Text>
            <Text size="xs" c="dimmed">
              {period.text}
            </Text>
          </Group>
        </>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {`${one.reason} (${one.citation})`}
      </Text>
    </section>
  )
}

function Notes({ data: { missing, flags } }: { data: ExchangeDeadlines }) {
  const notes = [...missing.map(({ text }) => text), ...flags]
  if (notes.length === 0) return null
  return (
    <Alert color="gray" title="Missing information and questions for your CPA or attorney">
      <Stack gap={4}>
        {notes.map((note) => (
          <Text key={note} size="sm">
            {note}
          </Text>
        ))}
      </Stack>
    </Alert>
  )
}
