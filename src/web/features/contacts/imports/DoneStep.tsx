import { Alert, Anchor, Button, Group, Progress, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { imports } from '#domains/contacts/imports/contract.ts'
import type { ContactImport } from '#domains/contacts/imports/schema.ts'
import { formatCount, formatNumber } from '#web/kit/figures.ts'
import { useChange } from '#web/use-call.ts'
import { canUndo, isWorking, outcomeOf, partOf } from './states.ts'

const DOING = { running: 'Importing', undoing: 'Undoing' }

/** How far it is, or what came of it; the dialog can be closed meanwhile. */
export function DoneStep({ found, onClose }: { found: ContactImport; onClose: () => void }) {
  const { id, state, done_count, row_count, created_count, failure } = found
  const undo = useChange(imports.undo)
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
    state === 'undone' ? 'Import undone' : state === 'failed' ? 'Import stopped' : 'Contacts imported'
  return (
    <>
      <Alert color={state === 'failed' ? 'red' : 'evergreen'} title={title}>
        <Text size="sm">{failure ?? outcomeOf(found)}</Text>
        {state === 'done' && created_count > 0 && (
          <Anchor inherit component={Link} to={`/contacts?import_id=${id}`}>
            Show these contacts
          </Anchor>
        )}
      </Alert>
      <Group justify="space-between">
        {canUndo(found) ? (
          <Button variant="default" loading={undo.busy} onClick={() => undo.run(null, { id })}>
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
