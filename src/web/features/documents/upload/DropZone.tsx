import { type ReactNode, useEffect, useState } from 'react'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import styles from './DropZone.module.css'
import { readDropped } from './dropped-files.ts'
import type { Dropped } from './uploads.ts'

type Props = {
  /** What happens to the files, shown while they are held over the page. */
  label?: string
  onDrop: (files: Dropped[]) => void
  children?: ReactNode
}

/** Files can be dropped anywhere on the page while this is on it. */
export function DropZone({ label = 'Drop files or folders here', onDrop, children }: Props) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!isFiles(event)) return
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (isFiles(event) && --depth <= 0) setOver(false)
    }
    const hold = (event: DragEvent) => isFiles(event) && event.preventDefault()
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer || !isFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      readDropped(event.dataTransfer).then(
        (files) => (files.length ? onDrop(files) : notify('No files found in what you dropped.')),
        notifyRefusal,
      )
    }
    const pairs = [
      ['dragenter', enter],
      ['dragleave', leave],
      ['dragover', hold],
      ['drop', drop],
    ] as const
    for (const [name, run] of pairs) document.addEventListener(name, run)
    return () => {
      for (const [name, run] of pairs) document.removeEventListener(name, run)
    }
  }, [onDrop])
  return (
    <>
      {children}
      {over && (
        <div className={styles.over}>
          <div>{label}</div>
        </div>
      )}
    </>
  )
}
