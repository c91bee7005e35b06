import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useMay } from '#web/session.ts'
import { DropZone } from './DropZone.tsx'
import type { Dropped } from './uploads.ts'
import { useUpload } from './use-upload.ts'

/** Where the open page wants a single file to go. */
type Target = { label: string; take: (file: File) => void }

const Context = createContext<(target: Target | null) => void>(() => {})

/** Every page takes files: as new documents, unless the page has a better place for one file. */
export function DropTargets({ children }: { children: ReactNode }) {
  const [target, setTarget] = useState<Target | null>(null)
  const mayUpload = useMay('documents.upload')
  const upload = useUpload()
  const drop = useCallback(
    (files: Dropped[]) => {
      const [first, ...more] = files
      if (target && first?.folder === '' && more.length === 0) target.take(first.file)
      else if (mayUpload) upload(files)
    },
    [target, mayUpload, upload],
  )
  return (
    <Context value={setTarget}>
      {children}
      {(mayUpload || target) && (
        <DropZone label={target?.label ?? 'Drop to upload to Documents'} onDrop={drop} />
      )}
    </Context>
  )
}

/** While the calling page is open, a single file that is dropped goes to `take`; without one, to Documents. */
export function useDropTarget(label: string, take: ((file: File) => void) | null): void {
  const setTarget = useContext(Context)
  useEffect(() => {
    setTarget(take && { label, take })
    return () => setTarget(null)
  }, [setTarget, label, take])
}
