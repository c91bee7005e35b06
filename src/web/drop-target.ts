import { createContext, useContext, useEffect } from 'react'

/** Where the open page wants files to go that are dropped on it. */
export type DropTarget = { label: string } & (
  | { /** One file, in place of a new document. */ take: (file: File) => void }
  | { /** Files become documents as anywhere; the page hears of each that has arrived. */ arrived: Arrived }
)
type Arrived = (document_id: string) => void

type Uploading = {
  setTarget: (target: DropTarget | null) => void
  upload: (files: File[], arrived: Arrived) => void
}

/** The domain of documents, which uploads files, provides it around all pages. */
export const UploadingContext = createContext<Uploading>({ setTarget: () => {}, upload: () => {} })

/** While the calling page is open, what is dropped goes where it says; without a target, to Documents. The target is memoized. */
export function useDropTarget(target: DropTarget | null): void {
  const { setTarget } = useContext(UploadingContext)
  useEffect(() => {
    setTarget(target)
    return () => setTarget(null)
  }, [setTarget, target])
}

/** Uploads files that the person chose as documents, and says of each that it has arrived. */
export function useUploadFiles(): Uploading['upload'] {
  return useContext(UploadingContext).upload
}
