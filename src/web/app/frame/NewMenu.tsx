import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNewActions, usePerform } from './actions.ts'

export function NewMenu() {
  const actions = useNewActions()
  if (actions.length === 0) return null
  return (
    <Menu width={220}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={15} />} visibleFrom="sm" px={12}>
          New
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <NewItems />
      </Menu.Dropdown>
    </Menu>
  )
}

export function NewItems() {
  const actions = useNewActions()
  const perform = usePerform()
  return actions.map((action) => (
    <Menu.Item
      key={action.title}
      leftSection={<action.icon size={16} stroke={1.6} />}
      onClick={() => perform(action)}
    >
      {action.label}
    </Menu.Item>
  ))
}
