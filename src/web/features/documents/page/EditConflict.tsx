import { Alert, Button, Group, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import type { DocumentChange, DocumentDetail } from '#domains/documents/schema.ts'
import { fieldLabel } from '#web/features/documents/words.ts'

type Props = {
  before: DocumentDetail
  theirs: DocumentDetail
  mine: DocumentChange
  keepMine: () => void
  takeTheirs: () => void
}

/** Someone else saved first. Their change is shown beside the one about to be saved, so that neither is lost unseen. */
export function EditConflict({ before, theirs, mine, keepMine, takeTheirs }: Props) {
  const names = Object.keys(mine) as (keyof DocumentChange)[]
  const clashes = names.filter((name) => said(before[name]) !== said(theirs[name]))
  return (
    <Alert color="amber" icon={<IconUsers size={18} />} role="alert" title="Someone else edited this">
      {clashes.length === 0 ? (
        <Text size="sm">Your changes don’t overlap.</Text>
      ) : (
        <ul style={{ margin: 0, paddingInlineStart: 18, fontSize: 13 }}>
          {clashes.map((name) => (
            <li key={name}>
              {fieldLabel(name)}: theirs is <strong>{said(theirs[name])}</strong>, yours is{' '}
              <strong>{said(mine[name])}</strong>
            </li>
          ))}
        </ul>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" onClick={keepMine}>
          {clashes.length === 0 ? 'Save mine too' : 'Save mine over theirs'}
        </Button>
        <Button size="compact-sm" variant="default" onClick={takeTheirs}>
          Discard mine
        </Button>
      </Group>
    </Alert>
  )
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  return Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}
