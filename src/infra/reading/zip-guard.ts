import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise } from 'yauzl'
import { ReadingError } from './reading-error.ts'
import type { Limits } from './schema.ts'

/** The names in an archive, from its central directory; nothing is unpacked. */
export async function listZip(path: string, most: number): Promise<string[]> {
  const zip = await openPromise(path)
  const names: string[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      names.push(entryName(entry))
      if (names.length >= most) break
    }
    return names
  } finally {
    zip.close()
  }
}

/**
 * Unpacks the whole archive once, keeping nothing, and throws as soon as it exceeds the limit. The actual output
 * counts, not the size that the archive declares; entries that share bytes are counted each time.
 */
export async function guardZip(
  path: string,
  limits: Pick<Limits, 'entries' | 'expanded_bytes'>,
): Promise<void> {
  const zip = await openPromise(path)
  let entries = 0
  let expanded = 0
  const count = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      expanded += chunk.length
      if (expanded > limits.expanded_bytes) throw new ReadingError('too_large', `unfolds past ${expanded}`)
    }
  }
  try {
    for await (const entry of zip.eachEntry()) {
      entries += 1
      if (entries > limits.entries) throw new ReadingError('too_large', `more than ${limits.entries} entries`)
      if (entry.isEncrypted()) throw new ReadingError('encrypted', entry.fileName)
      if (!entry.fileName.endsWith('/')) await pipeline(await zip.openReadStreamPromise(entry), count)
    }
  } finally {
    zip.close()
  }
}

const entryName = ({ fileName }: Entry) => plainName(fileName)

/** Some old programs write Windows folder separators into an archive. */
export function plainName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '')
}

/** The content of the wanted entries, by name. Call `guardZip` first: the unpacked content is held in memory. */
export async function readZip(path: string, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path)
  const contents = new Map<string, Buffer>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry)
      if (name.endsWith('/') || !wanted(name)) continue
      const stream = await zip.openReadStreamPromise(entry)
      contents.set(name, Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>)))
    }
    return contents
  } finally {
    zip.close()
  }
}

/** One small entry; undefined if there is none with this name, or it is larger than `most` bytes. */
export async function readZipEntry(path: string, name: string, most: number): Promise<Buffer | undefined> {
  const zip = await openPromise(path)
  try {
    for await (const entry of zip.eachEntry()) {
      if (entryName(entry) !== name) continue
      if (entry.uncompressedSize > most) return undefined
      const stream = await zip.openReadStreamPromise(entry)
      return Buffer.concat(await Array.fromAsync(stream as AsyncIterable<Buffer>))
    }
    return undefined
  } finally {
    zip.close()
  }
}
