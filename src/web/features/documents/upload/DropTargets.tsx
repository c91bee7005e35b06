import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { type DropTarget, UploadingContext } from '#web/drop-target.ts'
import { useMay } from '#web/session.ts'
import { DropZone } from './DropZone.tsx'
import type { Dropped } from './uploads.ts'
import { useUpload } from './use-upload.ts'

/** Every page takes files: as new documents, unless the page has a better place for them. */
export function DropTargets({ children }: { children: ReactNode }) {
  const [target, setTarget] = useState<DropTarget | null>(null)
  const mayUpload = useMay('documents.upload')
  const upload = useUpload()
  const drop = useCallback(
    (files: Dropped[]) => {
      const [first, ...more] = files
      if (target && 'take' in target && first?.folder === '' && more.length === 0) target.take(first.file)
      else if (mayUpload) upload(files, target && 'arrived' in target ? target.arrived : undefined)
    },
    [target, mayUpload, upload],
  )
  const context = useMemo(
    () => ({
      setTarget,
      upload: (files: File[], arrived: (document_id: string) => void) =>
        upload(
          files.map((file) => ({ file, folder: '' })),
          arrived,
        ),
    }),
    [upload],
  )
  return (
    <UploadingContext value={context}>
      {children}
      {(mayUpload || target) && (
        <DropZone label={target?.label ?? 'Drop to upload to Documents'} onDrop={drop} />
      )}
    </UploadingContext>
  )
}
