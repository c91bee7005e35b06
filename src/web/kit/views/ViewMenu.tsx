import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import type { SavedView, ViewChange, Views } from './view.ts'

type Props = { view: SavedView; views: Views; onGone: () => void }

/** What can be done with the view that is open. */
export function ViewMenu({ view, views, onGone }: Props) {
  const [renaming, setRenaming] = useState(false)
  const change = (to: ViewChange, said: string) =>
    views.change(view, to).then(() => notify(said), notifyRefusal)
  if (renaming)
    return (
      <Rename
        name={view.name}
        onEnd={(name) => {
          setRenaming(false)
          if (name && name !== view.name) return change({ name }, `View renamed to “${name}”.`)
        }}
      />
    )
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`Options of view “${view.name}”`}>
          <IconChevronDown size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setRenaming(true)}>Rename</Menu.Item>
        {!view.shared && views.mayShare && (
          <Menu.Item
            onClick={() => change({ shared: true }, 'Everyone in your organization sees this view.')}
          >
            Share with everyone
          </Menu.Item>
        )}
        {view.shared && view.mine && (
          <Menu.Item onClick={() => change({ shared: false }, 'Only you see this view.')}>
            Stop sharing
          </Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => views.remove(view).then(onGone, notifyRefusal)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Rename({ name: before, onEnd }: { name: string; onEnd: (name: string | null) => unknown }) {
  const [name, setName] = useState(before)
  return (
    <TextInput
      size="xs"
      aria-label="Name of the view"
      autoFocus
      maxLength={60}
      value={name}
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={() => onEnd(name.trim())}
      onKeyDown={({ key }) => (key === 'Enter' ? onEnd(name.trim()) : key === 'Escape' && onEnd(null))}
    />
  )
}
