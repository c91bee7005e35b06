import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { Column } from './column.ts'
import type { Columns } from './use-columns.ts'

type Props<Row> = { all: Column<Row>[]; columns: Columns<Row> }

export function ColumnsMenu<Row>({ all, columns: { chosen, toggle, reset } }: Props<Row>) {
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
          .filter(({ main }) => !main)
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
