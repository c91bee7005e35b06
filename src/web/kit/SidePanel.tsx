import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { title: ReactNode; opened: boolean; onClose: () => void; children: ReactNode }

/** Details beside a list that stays; the page that opens one keeps what is open in the URL. */
export function SidePanel({ title, opened, onClose, children }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={title}
      position="right"
      size="min(440px, 100vw)"
      overlayProps={{ backgroundOpacity: 0.12 }}
      styles={{ title: { fontWeight: 600, fontSize: 15, overflowWrap: 'anywhere' } }}
    >
      {children}
    </Drawer>
  )
}
