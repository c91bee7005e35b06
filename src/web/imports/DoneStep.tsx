import { Alert, Anchor, Button, Group, Progress, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatCount, formatNumber } from '#web/kit/figures.ts'
import type { Found, ImportKind } from './kind.ts'
import { canUndo, capitalized, isWorking, outcomeOf, partOf } from './states.ts'

const DOING = { running: 'Importing', undoing: 'Undoing' }

type Props = { kind: ImportKind; found: Found; onClose: () => void }

/** How far it is, or what came of it; the dialog can be closed meanwhile. */
export function DoneStep({ kind, found, onClose }: Props) {
  const { id, state, done_count, row_count, created_count, failure } = found
  const undo = kind.useUndo(id)
  if (isWorking(state))
    return (
      <>
        <Text size="sm" role="status">
          {state === 'undoing' ? DOING.undoing : DOING.running} {formatNumber(done_count, 0)} of{' '}
          {formatCount(state === 'undoing' ? created_count : row_count, 'row')}. You can close this and keep
          working.
        </Text>
        <Progress value={partOf(found) * 100} aria-label="Progress" />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </Group>
      </>
    )
  const title =
    state === 'undone'
      ? 'Import undone'
      : state === 'failed'
        ? 'Import stopped'
        : `${capitalized(kind.many)} imported`
  return (
    <>
      <Alert color={state === 'failed' ? 'red' : 'evergreen'} title={title}>
        <Text size="sm">{failure ?? outcomeOf(found)}</Text>
        {state === 'done' && created_count > 0 && kind.listOf && (
          <Anchor inherit component={Link} to={kind.listOf(id)}>
            Show these {kind.many}
          </Anchor>
        )}
      </Alert>
      <Group justify="space-between">
        {canUndo(found) ? (
          <Button variant="default" loading={undo.busy} onClick={() => undo.run(null)}>
            Undo import
          </Button>
        ) : (
          <span />
        )}
        <Button onClick={onClose}>Done</Button>
      </Group>
    </>
  )
}
