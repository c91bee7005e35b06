import { useEffect, useRef } from 'react'
import { useMay } from '#web/session.ts'
import { chooseFiles } from './choose-files.ts'
import { readChosen } from './dropped-files.ts'
import { useUpload } from './use-upload.ts'

/** The field behind "Upload documents", which menus and the search box offer on every page. */
export function FileChooser() {
  const upload = useUpload()
  const mayUpload = useMay('documents.upload')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => chooseFiles.listen(() => field.current?.click()), [])
  if (!mayUpload) return null
  return (
    <input
      ref={field}
      type="file"
      multiple
      hidden
      aria-label="Files"
      onChange={({ currentTarget }) => {
        upload(readChosen(currentTarget.files ?? []))
        currentTarget.value = ''
      }}
    />
  )
}
