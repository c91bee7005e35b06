import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'

type Props = { children: ReactNode; size?: number; label?: string }

/** What else can be done with a record, beside the buttons of its header; small, with one of its rows. */
export function More({ children, size = 34, label = 'More' }: Props) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size={size} variant={size < 34 ? 'subtle' : 'default'} color="gray" aria-label={label}>
          <IconDots size={size < 34 ? 16 : 18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
