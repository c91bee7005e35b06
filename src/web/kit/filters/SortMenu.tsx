import { Button, Menu } from '@mantine/core'
import { IconArrowsSort, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export type SortChoice = { value: string; label: string }
type Props = { choices: SortChoice[]; current: string; setSort: (sort: string) => void; children?: ReactNode }

/** The orders of a list by name: also those that no header has, and on a phone, where there are no headers. */
export function SortMenu({ choices, current, setSort, children }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          h={30}
          variant="default"
          leftSection={<IconArrowsSort size={15} />}
          aria-label={`Sort: ${choices.find(({ value }) => value === current)?.label ?? 'Default'}`}
        >
          {choices.find(({ value }) => value === current)?.label ?? 'Sort'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label }) => (
          <Menu.Item
            key={value}
            leftSection={<IconCheck size={15} opacity={value === current ? 1 : 0} aria-hidden />}
            aria-current={value === current || undefined}
            onClick={() => setSort(value)}
          >
            {label}
          </Menu.Item>
        ))}
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
