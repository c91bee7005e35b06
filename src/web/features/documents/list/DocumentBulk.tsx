import { Button, Menu } from '@mantine/core'
import { IconDownload, IconEye, IconRestore, IconTrash } from '@tabler/icons-react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { type NamedAudience, useAudiences } from '#web/features/documents/audiences.ts'
import { formatCount } from '#web/kit/figures.ts'
import { BulkAction, BulkTag } from '#web/kit/table/BulkActions.tsx'
import { BulkBar } from '#web/kit/table/BulkBar.tsx'
import { SelectAll } from '#web/kit/table/SelectAll.tsx'
import type { Selection } from '#web/kit/table/use-selection.ts'
import { useMay } from '#web/session.ts'
import { MOST, useBulk } from './use-bulk.ts'
import { type ListAnswer, type Listed, loadedOf } from './use-listed.ts'

type Props = { selection: Selection<DocumentHit>; listed: Listed }

/** What can be done with the selected documents, all at once and each of it with a way back. */
export function DocumentBulk({ selection, listed: { list, answer, first } }: Props) {
  const { tag, move, toTrash, restore, save } = useBulk(selection)
  const [edit, drop] = [useMay('documents.edit'), useMay('documents.delete')]
  const { rows = [], search, sorting } = list
  const load = async (count: number) => {
    let reached: ListAnswer = answer
    while (reached.hasNextPage && loadedOf(reached).length < count) {
      reached = await reached.fetchNextPage()
      if (reached.error) throw reached.error
    }
    return loadedOf(reached)
  }
  return (
    <BulkBar
      label="Selected documents"
      selection={selection}
      count={`${formatCount(selection.selected.length, 'document')} selected`}
      whole={
        first && (answer.hasNextPage || rows.length > MOST) ? (
          <SelectAll selection={selection} counted={first} sort={sorting?.sort ?? ''} load={load} />
        ) : null
      }
    >
      {search.trashed ? (
        drop && <BulkAction icon={<IconRestore size={15} />} label="Restore" onClick={restore} />
      ) : (
        <>
          <BulkAction icon={<IconDownload size={15} />} label="Download" onClick={save} />
          {edit && <BulkTag apply={tag} />}
          {edit && <MoveMenu move={move} />}
          {drop && (
            <BulkAction icon={<IconTrash size={15} />} label="Move to trash" color="red" onClick={toTrash} />
          )}
        </>
      )}
    </BulkBar>
  )
}

function MoveMenu({ move }: { move: (to: NamedAudience) => void }) {
  const audiences = useAudiences()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconEye size={15} />}>
          Visible to
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {audiences.map((audience) => (
          <Menu.Item key={audience.team_id ?? audience.visibility} onClick={() => move(audience)}>
            {audience.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
