import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { nameMistake, ONLY_ME, type SavedView, type ViewChange, type Views } from './view.ts'

type Props = { view: SavedView; views: Views; taken: string[]; onGone: () => void }

/** What can be done with the view that is open. */
export function ViewMenu({ view, views, taken, onGone }: Props) {
  const [renaming, setRenaming] = useState(false)
  const change = (to: ViewChange, said: string) =>
    views.change(view, to).then(() => notify(said), notifyRefusal)
  if (renaming)
    return (
      <Rename
        name={view.name}
        taken={taken.filter((name) => name !== view.name)}
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
        {view.mine &&
          views.teams
            .filter(({ id }) => id !== view.team_id)
            .map(({ id: team_id, name }) => (
              <Menu.Item
                key={team_id}
                onClick={() => change({ shared: false, team_id }, `The team “${name}” sees this view.`)}
              >
                Share with {name}
              </Menu.Item>
            ))}
        {(view.shared || view.team_id) && view.mine && (
          <Menu.Item onClick={() => change(ONLY_ME, 'Only you see this view.')}>Stop sharing</Menu.Item>
        )}
        <Menu.Item color="red" onClick={() => views.remove(view).then(onGone, notifyRefusal)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type RenameProps = { name: string; taken: string[]; onEnd: (name: string | null) => unknown }

/** Enter saves the new name; a name that can’t be saved is left for the one before. */
function Rename({ name: before, taken, onEnd }: RenameProps) {
  const [name, setName] = useState(before)
  const mistake = nameMistake(name, taken)
  return (
    <TextInput
      size="xs"
      aria-label="Name of the view"
      autoFocus
      error={mistake}
      value={name}
      onChange={({ currentTarget }) => setName(currentTarget.value)}
      onBlur={() => onEnd(mistake ? null : name.trim())}
      onKeyDown={({ key }) =>
        key === 'Enter' && !mistake ? onEnd(name.trim()) : key === 'Escape' && onEnd(null)
      }
    />
  )
}
