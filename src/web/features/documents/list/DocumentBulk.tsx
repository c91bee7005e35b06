import { Button, Menu, Popover, Stack, TagsInput } from '@mantine/core'
import { IconDownload, IconEye, IconRestore, IconTag, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { type NamedAudience, useAudiences } from '#web/features/documents/audiences.ts'
import { formatCount } from '#web/kit/figures.ts'
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
        drop && <Action icon={<IconRestore size={15} />} label="Restore" onClick={restore} />
      ) : (
        <>
          <Action icon={<IconDownload size={15} />} label="Download" onClick={save} />
          {edit && <TagButton apply={tag} />}
          {edit && <MoveMenu move={move} />}
          {drop && (
            <Action icon={<IconTrash size={15} />} label="Move to trash" color="red" onClick={toTrash} />
          )}
        </>
      )}
    </BulkBar>
  )
}

type ActionProps = { icon: ReactNode; label: string; color?: string; onClick: () => void }

function Action({ icon, label, color = 'gray', ...props }: ActionProps) {
  return (
    <Button size="compact-sm" variant="subtle" color={color} leftSection={icon} {...props}>
      {label}
    </Button>
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

function TagButton({ apply }: { apply: (tags: string[]) => void }) {
  const [tags, setTags] = useState<string[]>([])
  const [opened, setOpened] = useState(false)
  const done = () => {
    apply(tags)
    setTags([])
    setOpened(false)
  }
  return (
    <Popover position="bottom-start" shadow="sm" trapFocus opened={opened} onChange={setOpened} width={280}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconTag size={15} />}
          onClick={() => setOpened(!opened)}
        >
          Tag
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TagsInput
            aria-label="Tags to add"
            placeholder="Type a tag, then Enter"
            value={tags}
            onChange={setTags}
            maxTags={20}
          />
          <Button size="xs" disabled={tags.length === 0} onClick={done}>
            Add to all
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
