import { type ReactNode, useState } from 'react'
import { useNews } from '#web/live.ts'
import { DropTargets } from './DropTargets.tsx'
import { FileChooser } from './FileChooser.tsx'
import { createUploads } from './uploads.ts'
import { UploadsContext } from './uploads-context.ts'
import { useReading } from './use-reading.ts'
import { useUploadsWork } from './use-uploads-work.tsx'

/** Around all pages, so that uploads go on while the person works elsewhere, and files can be dropped anywhere. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const news = useNews()
  const [uploads] = useState(() => createUploads(() => news.refresh(['document']), 'reading'))
  useReading(uploads)
  useUploadsWork(uploads)
  return (
    <UploadsContext value={uploads}>
      <DropTargets>{children}</DropTargets>
      <FileChooser />
    </UploadsContext>
  )
}
