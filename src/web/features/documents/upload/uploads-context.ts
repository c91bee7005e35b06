import { createContext, useContext } from 'react'
import type { Uploads } from './uploads.ts'

export const UploadsContext = createContext<Uploads | null>(null)

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('This needs the UploadsProvider around it.')
  return uploads
}
