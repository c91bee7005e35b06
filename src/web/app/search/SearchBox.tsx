import { Modal } from '@mantine/core'
import { usePerform } from '#web/app/frame/actions.ts'
import { noteRecentPlace } from './recent-places.ts'
import { type Chosen, Search } from './Search.tsx'

/** One box for everything: what the organization has, its people, all pages, and what one can do. */
export function SearchBox({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const perform = usePerform()
  const go = ({ key, to, run }: Chosen) => {
    onClose()
    noteRecentPlace(key)
    perform({ to, run })
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset={72}
      size={620}
      padding={0}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Search' } }}
    >
      <Search go={go} />
    </Modal>
  )
}
