import { Alert, Button, Group, Progress, Text } from '@mantine/core'
import { imports } from '#domains/contacts/imports/contract.ts'
import type { ContactImport } from '#domains/contacts/imports/schema.ts'
import { formatCount, formatNumber } from '#web/kit/figures.ts'
import { useChange } from '#web/use-call.ts'
import { Findings } from './Findings.tsx'
import { outcomeOf, partOf } from './states.ts'

/** What the import would do, and what is wrong with which row; nothing has been imported yet. */
export function CheckStep({ found, back }: { found: ContactImport; back: () => void }) {
  const { id, state, row_count, done_count, created_count, filled_count, error_count, settings } = found
  const run = useChange(imports.run)
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
          Every row has an error or is a contact already.
        </Alert>
      ) : (
        <Alert color="evergreen" title="Ready to import">
          {outcomeOf(found)}
        </Alert>
      )}
      <Findings found={found} />
      <Group justify="space-between">
        <Button variant="default" onClick={back}>
          Back
        </Button>
        <Button disabled={stopped || count === 0} loading={run.busy} onClick={() => run.run(null, { id })}>
          Import {formatCount(count, 'contact')}
        </Button>
      </Group>
    </>
  )
}
