import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { Columns } from './use-columns.ts'

export function ColumnsMenu<Row>({ columns: { all, chosen, toggle, reset } }: { columns: Columns<Row> }) {
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label="Columns">
          <ActionIcon variant="default" size={30} aria-label="Columns" visibleFrom="sm">
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {all
          .filter(({ main, always }) => !main && !always)
          .map(({ id, header }) => (
            <Menu.CheckboxItem key={id} checked={chosen.includes(id)} onChange={() => toggle(id)}>
              {header}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={reset}>Reset to default</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
