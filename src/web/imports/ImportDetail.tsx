import { Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Moment } from '#web/kit/dates.tsx'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { Findings } from './Findings.tsx'
import type { ImportKind } from './kind.ts'
import { canContinue, canUndo, IMPORT_STATES, isWorking, outcomeOf, partOf } from './states.ts'
import { useImportOf } from './use-import-of.ts'

type Props = { kind: ImportKind; id: string; resume: () => void }

/** One import beside the list: what came of it, and the way back. */
export function ImportDetail({ kind, id, resume }: Props) {
  const { data: one, error } = useImportOf(kind, id)
  const undo = kind.useUndo(id)
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
          {formatCount(one.kept_count, kind.one)} stayed: {kind.stayed}
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
        {(one.state === 'done' || one.kept_count > 0) && one.created_count > 0 && kind.listOf && (
          <Anchor component={Link} to={kind.listOf(id)} size="sm">
            Show these {kind.many}
          </Anchor>
        )}
        {canUndo(one) && (
          <Button variant="default" loading={undo.busy} onClick={() => undo.run(kind.undoing)}>
            Undo import
          </Button>
        )}
      </Group>
      <Findings kind={kind} found={one} />
    </Stack>
  )
}
