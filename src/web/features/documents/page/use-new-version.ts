import { useCallback } from 'react'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { sendVersion } from '#web/features/documents/upload/senders.ts'
import { useUploads } from '#web/features/documents/upload/uploads-context.ts'

/** Sends a file as the next version of this document, beside the other uploads. */
export function useNewVersion({ id, visibility }: DocumentDetail): (file: File) => void {
  const uploads = useUploads()
  return useCallback(
    (file: File) =>
      uploads.add([{ file, folder: '' }], { visibility }, () => ({
        resumable: false,
        send: (file, _options, report, key) => sendVersion(id, file, report, key),
      })),
    [uploads, id, visibility],
  )
}
