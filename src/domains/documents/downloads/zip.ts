import type { Readable } from 'node:stream'
import { ZipArchive } from 'archiver'
import type { Content } from '#domains/documents/content/send.ts'
import type { Files } from '#infra/files/files.ts'

/**
 * The files as one ZIP, streamed as they are read; repeated names get a number. Destroying the ZIP closes the file
 * being read, and no other is opened.
 */
export function zipFiles(files: Files, contents: Content[]): Readable {
  const zip = new ZipArchive({ store: true })
  const taken = new Map<string, number>()
  let reading: Readable | undefined
  zip.once('close', () => reading?.destroy())
  const fill = async () => {
    for (const content of contents) {
      reading = await files.read(content.storage_path)
      const ended = endOf(reading)
      if (zip.destroyed) reading.destroy()
      else zip.append(reading, { name: uniqueName(taken, content.filename) })
      await ended
      if (zip.destroyed) return
    }
    await zip.finalize()
  }
  fill().catch((error) => zip.destroy(error))
  return zip
}

function endOf(stream: Readable): Promise<void> {
  return new Promise((resolve, reject) => stream.once('close', resolve).once('error', reject))
}

function uniqueName(taken: Map<string, number>, filename: string): string {
  const times = taken.get(filename) ?? 0
  taken.set(filename, times + 1)
  if (times === 0) return filename
  const dot = filename.lastIndexOf('.')
  return dot > 0
    ? `${filename.slice(0, dot)} (${times + 1})${filename.slice(dot)}`
    : `${filename} (${times + 1})`
}
