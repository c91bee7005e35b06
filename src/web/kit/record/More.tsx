import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** What else can be done with a record, beside the buttons of its header. */
export function More({ children }: { children: ReactNode }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size={34} variant="default" aria-label="More">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
