import { Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { imports } from '#domains/contacts/imports/contract.ts'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useChange } from '#web/use-call.ts'
import { Findings } from './Findings.tsx'
import { canContinue, canUndo, IMPORT_STATES, isWorking, outcomeOf, partOf } from './states.ts'
import { useImportOf } from './use-import-of.ts'

/** One import beside the list: what came of it, and the way back. */
export function ImportDetail({ id, resume }: { id: string; resume: () => void }) {
  const { data: one, error } = useImportOf(id)
  const undo = useChange(imports.undo)
  if (error) return <Refused error={error} />
  if (!one) return <RowsSkeleton rows={6} />
  return (
    <Stack gap="md">
      <div>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {one.filename}
        </Title>
        <Group gap="xs" mt={4}>
          <Status of={IMPORT_STATES} status={one.state} />
          <Text size="sm" c="dimmed">
            {outcomeOf(one)}
          </Text>
        </Group>
      </div>
      {isWorking(one.state) && <Progress value={partOf(one) * 100} aria-label="Progress" />}
      {one.failure && (
        <Text size="sm" c="red" role="alert">
          {one.failure}
        </Text>
      )}
      {one.state === 'undone' && one.kept_count > 0 && (
        <Text size="sm">
          {formatCount(one.kept_count, 'contact')} stayed: changed, merged, related or talked to since the
          import.
        </Text>
      )}
      <Facts
        facts={[
          ['Rows', String(one.row_count)],
          ['Size', formatBytes(one.file_size)],
          ['Uploaded', <Moment key="at" at={one.created_at} />],
        ]}
      />
      <Group gap="xs">
        {canContinue(one) && <Button onClick={resume}>Continue</Button>}
        {(one.state === 'done' || one.kept_count > 0) && one.created_count > 0 && (
          <Anchor component={Link} to={`/contacts?import_id=${id}`} size="sm">
            Show these contacts
          </Anchor>
        )}
        {canUndo(one) && (
          <Button
            variant="default"
            loading={undo.busy}
            onClick={() =>
              undo.run('The import is being undone. Contacts that no one changed move to the trash.', { id })
            }
          >
            Undo import
          </Button>
        )}
      </Group>
      <Findings found={one} />
    </Stack>
  )
}
