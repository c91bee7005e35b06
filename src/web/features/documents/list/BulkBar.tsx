import { Button, CloseButton, Group, Menu, Popover, Stack, TagsInput, Text } from '@mantine/core'
import { IconDownload, IconEye, IconRestore, IconTag, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type NamedAudience, useAudiences } from '#web/features/documents/audiences.ts'
import { formatCount } from '#web/kit/figures.ts'
import { useMay } from '#web/session.ts'
import styles from './BulkBar.module.css'
import { useBulk } from './use-bulk.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  selection: Selection
  trash: boolean
  /** What stands for the count when every row that is loaded is selected. */
  whole: ReactNode
}

/** What can be done with the chosen documents, all at once and each of it with a way back. */
export function BulkBar({ selection, trash, whole }: Props) {
  const { tag, move, toTrash, restore, save } = useBulk(selection)
  const [edit, drop] = [useMay('documents.edit'), useMay('documents.delete')]
  if (selection.selected.length === 0) return null
  return (
    <section className={styles.bar} aria-label="Chosen documents">
      {selection.all && whole ? (
        whole
      ) : (
        <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
          {formatCount(selection.selected.length, 'document')}
        </Text>
      )}
      <Group gap={2}>
        {trash ? (
          drop && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconRestore size={15} />}
              onClick={restore}
            >
              Restore
            </Button>
          )
        ) : (
          <>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconDownload size={15} />}
              onClick={save}
            >
              Download
            </Button>
            {edit && <TagButton apply={tag} />}
            {edit && <MoveMenu move={move} />}
            {drop && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={15} />}
                onClick={toTrash}
              >
                Trash
              </Button>
            )}
          </>
        )}
      </Group>
      <CloseButton size="sm" aria-label="Choose none" onClick={selection.clear} />
    </section>
  )
}

function MoveMenu({ move }: { move: (to: NamedAudience) => void }) {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconEye size={15} />}>
          Seen by
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {useAudiences().map((audience) => (
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
    <Popover position="top-start" shadow="sm" trapFocus opened={opened} onChange={setOpened} width={280}>
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
