import { useLocalStorage } from '@mantine/hooks'
import { useCallback } from 'react'
import type { Audience } from '#web/features/documents/audiences.ts'
import type { Dropped } from './uploads.ts'
import { useUploads } from './uploads-context.ts'

const EVERYBODY: Audience = { visibility: 'agency', team_id: null }

/** Who sees new files, remembered for the next time. */
export function useNewFilesAudience() {
  return useLocalStorage<Audience>({ key: 'deedline.new-files', defaultValue: EVERYBODY })
}

/** Sends files as new documents, seen by whom this person chose. */
export function useUpload(): (files: Dropped[], arrived?: (document_id: string) => void) => void {
  const uploads = useUploads()
  const [{ visibility, team_id }] = useNewFilesAudience()
  return useCallback(
    (files: Dropped[], arrived?: (document_id: string) => void) =>
      uploads.add(files, { visibility, ...(team_id && { team_id }) }, undefined, arrived),
    [uploads, visibility, team_id],
  )
}
