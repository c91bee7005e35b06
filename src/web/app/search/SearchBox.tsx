import { Modal } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useRef } from 'react'
import { readChosen } from '#web/features/documents/upload/dropped-files.ts'
import { useNewFilesAudience } from '#web/features/documents/upload/UploadButton.tsx'
import { useUploads } from '#web/features/documents/upload/UploadsProvider.tsx'
import { noteRecentPlace } from './recent-places.ts'
import { Search } from './Search.tsx'

/** One box for everything: documents, people, pages, and what one does. */
export function SearchBox({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { history } = useRouter()
  const uploads = useUploads()
  const [{ visibility, team_id }] = useNewFilesAudience()
  const files = useRef<HTMLInputElement>(null)
  const go = (to: string) => {
    onClose()
    if (!to.startsWith('/documents/')) noteRecentPlace(to)
    if (to === 'upload') files.current?.click()
    else history.push(to)
  }
  const take = (input: HTMLInputElement) => {
    uploads.add(readChosen(input.files ?? []), { visibility, ...(team_id && { team_id }) })
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
