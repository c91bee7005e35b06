import { useEffect } from 'react'

/**
 * A file or a link that is dropped where nothing takes it would replace the application by itself, as browsers do.
 * What a page takes is taken on `document`, before it gets here.
 */
export function useDropGuard(): void {
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.defaultPrevented || isText(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', hold)
    window.addEventListener('drop', hold)
    return () => {
      window.removeEventListener('dragover', hold)
      window.removeEventListener('drop', hold)
    }
  }, [])
}

/** Text that is moved into a field. A file there would still be opened by the browser. */
function isText({ target, dataTransfer }: DragEvent): boolean {
  const field = target instanceof Element && target.closest('input, textarea, [contenteditable=true]')
  return !!field && !dataTransfer?.types.includes('Files')
}
