import { type ReactNode, useEffect, useState } from 'react'
import { tell, tellRefusal } from '#web/kit/notify.tsx'
import styles from './DropZone.module.css'
import { readDropped } from './dropped-files.ts'
import type { Dropped } from './uploads.ts'

/** Files may be dropped anywhere on the page while this is on it. */
export function DropZone({ onDrop, children }: { onDrop: (files: Dropped[]) => void; children: ReactNode }) {
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
        (files) => (files.length ? onDrop(files) : tell('There was no file in it.')),
        tellRefusal,
      )
    }
    const pairs = [
      ['dragenter', enter],
      ['dragleave', leave],
      ['dragover', hold],
      ['drop', drop],
    ] as const
    for (const [name, run] of pairs) window.addEventListener(name, run)
    return () => {
      for (const [name, run] of pairs) window.removeEventListener(name, run)
    }
  }, [onDrop])
  return (
    <>
      {children}
      {over && (
        <div className={styles.over}>
          <div>Drop files or folders here</div>
        </div>
      )}
    </>
  )
}
