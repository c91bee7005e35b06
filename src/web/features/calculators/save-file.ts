import { followDownload } from '#web/kit/downloads.ts'

/** Hands the person a file that was made here, of whatever type. */
export function saveFile(filename: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  followDownload(url, filename)
  URL.revokeObjectURL(url)
}
