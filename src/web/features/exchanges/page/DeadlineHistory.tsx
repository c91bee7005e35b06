import { Button, Stack, Text } from '@mantine/core'
import { exchangeDeadlines } from '#domains/exchanges/deadlines/contract.ts'
import type { DeadlineVersion } from '#domains/exchanges/deadlines/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import { formatDay, formatDaysIn, Moment } from '#web/kit/dates.tsx'
import { StatusPill } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { usePages } from '#web/use-call.ts'
import styles from './DeadlineHistory.module.css'

/** Every version of every deadline: what it was, what it is, and which fact moved it. */
export function DeadlineHistory({ id }: { id: string }) {
  const { items, error, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    exchangeDeadlines.versions,
    { id },
  )
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton rows={3} />
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No deadline yet. Every day that a deadline has or had is kept here, with the reason.
      </Text>
    )
  return (
    <Stack gap="xs">
      <ol className={styles.versions}>
        {items.map((one) => (
          <li key={one.id}>
            <Version version={one} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          Show older
        </Button>
      )}
    </Stack>
  )
}

const FACTS: Record<DeadlineVersion['moved_by'][number]['fact'], string> = {
  first_transfer: 'First transfer',
  return_due_date: 'Return due',
  parked_on: 'Parked on',
  disaster_relief: 'Disaster of',
}

function Version({ version }: { version: DeadlineVersion }) {
  const { kind, date, previous_date, moved_by, reason, superseded_at, replaced } = version
  const moved = previous_date && previous_date !== date
  return (
    <>
      <div className={styles.head}>
        <span className={styles.name}>{DEADLINE_NAMES[kind]}</span>
        {!superseded_at && <StatusPill tone="done">In force</StatusPill>}
        {superseded_at && !replaced && <StatusPill tone="draft">No longer applies</StatusPill>}
      </div>
      <div className={superseded_at ? styles.old : undefined}>
        {moved && `${formatDay(previous_date)} → `}
        <b>{formatDay(date)}</b>
      </div>
      <Text size="xs" c="dimmed">
        {moved_by.length > 0 ? moved_by.map(movedInWords).join(' · ') : formatDaysIn(reason)}
      </Text>
      <Text size="xs" c="dimmed">
        {`${version.created_by_name ?? 'Deedline'}, `}
        <Moment at={version.created_at} />
        {superseded_at && !replaced && (
          <>
            {'. Ended '}
            <Moment at={superseded_at} />
          </>
        )}
      </Text>
    </>
  )
}

function movedInWords({ fact, from, to }: DeadlineVersion['moved_by'][number]): string {
  const said = (value: string | null) => (value ? formatDaysIn(value) : 'none')
  return from ? `${FACTS[fact]}: ${said(from)} → ${said(to)}` : `${FACTS[fact]}: ${said(to)}`
}
