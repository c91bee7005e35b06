import { createContext, type ReactNode, useContext, useState } from 'react'
import { useNews } from '#web/live.ts'
import { UploadsTray } from './UploadsTray.tsx'
import { createUploads, type Uploads } from './uploads.ts'
import { useReading } from './use-reading.ts'

const Context = createContext<Uploads | null>(null)

/** Around all pages, so that uploads go on while the person works elsewhere. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const news = useNews()
  const [uploads] = useState(() => createUploads(() => news.refresh(['document']), 'reading'))
  useReading(uploads)
  return (
    <Context value={uploads}>
      {children}
      <UploadsTray uploads={uploads} />
    </Context>
  )
}

export function useUploads(): Uploads {
  const uploads = useContext(Context)
  if (!uploads) throw new Error('This needs the UploadsProvider around it.')
  return uploads
}
