import { Modal } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import { readChosen } from '#web/features/documents/upload/dropped-files.ts'
import { useUpload } from '#web/features/documents/upload/use-upload.ts'
import { noteRecentPlace } from './recent-places.ts'
import { Search } from './Search.tsx'

/** One box for everything: documents, people, pages, and what one does. */
export function SearchBox({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { history } = useRouter()
  const upload = useUpload()
  const files = useRef<HTMLInputElement>(null)
  const go = (to: string) => {
    onClose()
    if (!to.startsWith('/documents/')) noteRecentPlace(to)
    if (to === 'upload') files.current?.click()
    else history.push(to)
  }
  const take = (input: HTMLInputElement) => {
    upload(readChosen(input.files ?? []))
    input.value = ''
  }
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files"
        onChange={(event) => take(event.currentTarget)}
      />
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
    </>
  )
}
