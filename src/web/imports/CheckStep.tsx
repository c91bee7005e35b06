import { Alert, Button, Group, Progress, Text } from '@mantine/core'
import { formatCount, formatNumber } from '#web/kit/figures.ts'
import { Findings } from './Findings.tsx'
import type { Found, ImportKind } from './kind.ts'
import { outcomeOf, partOf } from './states.ts'

type Props = { kind: ImportKind; found: Found; back: () => void }

/** What the import would do, and what is wrong with which row; nothing has been imported yet. */
export function CheckStep({ kind, found, back }: Props) {
  const { id, state, row_count, done_count, created_count, filled_count, error_count, settings } = found
  const run = kind.useRun(id)
  if (state === 'checking')
    return (
      <>
        <Text size="sm" role="status">
          Checking {formatNumber(done_count, 0)} of {formatCount(row_count, 'row')}
        </Text>
        <Progress value={partOf(found) * 100} aria-label="Progress" />
      </>
    )
  const count = created_count + filled_count
  const stopped = settings.on_error === 'stop' && error_count > 0
  return (
    <>
      {stopped ? (
        <Alert color="red" title={`${formatCount(error_count, 'row')} to correct`}>
          Correct them in your file and upload it again, or go back and leave these rows out.
        </Alert>
      ) : count === 0 ? (
        <Alert color="gray" title="Nothing to import">
          Every row has an error or is a {kind.one} already.
        </Alert>
      ) : (
        <Alert color="evergreen" title="Ready to import">
          {outcomeOf(found)}
        </Alert>
      )}
      {kind.checkNote && (
        <Text size="sm" c="dimmed">
          {kind.checkNote}
        </Text>
      )}
      <Findings kind={kind} found={found} />
      <Group justify="space-between">
        <Button variant="default" onClick={back}>
          Back
        </Button>
        <Button disabled={stopped || count === 0} loading={run.busy} onClick={() => run.run(null)}>
          Import {count === 0 ? kind.many : formatCount(count, kind.one)}
        </Button>
      </Group>
    </>
  )
}
