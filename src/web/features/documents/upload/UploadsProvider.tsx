import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { UploadsTray } from './UploadsTray.tsx'
import { createUploads, type Uploads } from './uploads.ts'

const Context = createContext<Uploads | null>(null)

/** Around all pages, so that uploads go on while the person works elsewhere. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const [uploads] = useState(() =>
    createUploads(() => {
      queries.invalidateQueries({ queryKey: ['documents'] })
    }),
  )
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
