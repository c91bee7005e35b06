import { createContext, type ReactNode, useContext, useState } from 'react'
import { useNews } from '#web/live.ts'
import { DropTargets } from './DropTargets.tsx'
import { FileChooser } from './FileChooser.tsx'
import { createUploads, type Uploads } from './uploads.ts'
import { useReading } from './use-reading.ts'
import { useUploadsWork } from './use-uploads-work.tsx'

const Context = createContext<Uploads | null>(null)

/** Around all pages, so that uploads go on while the person works elsewhere, and files can be dropped anywhere. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const news = useNews()
  const [uploads] = useState(() => createUploads(() => news.refresh(['document']), 'reading'))
  useReading(uploads)
  useUploadsWork(uploads)
  return (
    <Context value={uploads}>
      <DropTargets>{children}</DropTargets>
      <FileChooser />
    </Context>
  )
}

export function useUploads(): Uploads {
  const uploads = useContext(Context)
  if (!uploads) throw new Error('This needs the UploadsProvider around it.')
  return uploads
}
