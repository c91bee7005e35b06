import { Button, Menu, Popover, Stack, TagsInput } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Choice } from '#web/kit/filters/filter.ts'

type ActionProps = { icon: ReactNode; label: string; color?: string; onClick: () => void }

/** Something to do with all selected rows. */
export function BulkAction({ icon, label, color = 'gray', ...props }: ActionProps) {
  return (
    <Button size="compact-sm" variant="subtle" color={color} leftSection={icon} {...props}>
      {label}
    </Button>
  )
}

export function BulkTag({ apply }: { apply: (tags: string[]) => void }) {
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

type ChoiceProps<C extends Choice> = {
  icon: ReactNode
  label: string
  choices: C[]
  choose: (choice: C) => void
}

/** One of several values for all selected rows. */
export function BulkChoice<C extends Choice>({ icon, label, choices, choose }: ChoiceProps<C>) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={icon}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {choices.map((choice) => (
          <Menu.Item key={choice.value} onClick={() => choose(choice)}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
