import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { ReadingError } from './reading-error.ts'
import type { Limits } from './schema.ts'
import { plainName } from './zip-guard.ts'

/** A file in an archive; without content if it is left out. */
export type Member = { name: string; content: Buffer | undefined }

/** How many times its own size an archive may unpack to; real archives seldom exceed 20. */
const RATIO = 100
/** What any archive may unpack to, however small it is. */
const LEAST = 1_000_000
const FILE_TYPE = 0o170000
const SYMLINK = 0o120000

/**
 * The files of an archive one by one. An entry that would exceed the limit, is a link, or whose name leads outside the
 * archive is left out; the others are still complete. Throws when there are too many entries, or they are encrypted.
 */
export async function* listMembers(
  path: string,
  limits: Pick<Limits, 'entries' | 'expanded_bytes' | 'bytes'>,
  wanted: (name: string) => boolean,
): AsyncGenerator<Member> {
  // Names are checked here, one at a time: the library would abort the whole archive at the first bad one.
  const zip = await openPromise(path, { decodeStrings: false })
  let left = Math.min(limits.expanded_bytes, limits.bytes, Math.max(LEAST, RATIO * zip.fileSize))
  let entries = 0
  try {
    for await (const entry of zip.eachEntry()) {
      entries += 1
      if (entries > limits.entries) throw new ReadingError('too_large', `more than ${limits.entries} entries`)
      const full = nameOf(entry)
      const name = plainName(full)
      if (name.endsWith('/') || !wanted(name)) continue
      if (entry.isEncrypted()) throw new ReadingError('encrypted', name)
      const inside = validateFileName(full.replaceAll('\\', '/')) === null && !isSymlink(entry)
      const content = inside ? await unfold(zip, entry, left) : undefined
      left -= content?.length ?? 0
      yield { name, content }
    }
  } finally {
    zip.close()
  }
}

/** In the code page of old systems, or in UTF-8 if the entry says so. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
}

function isSymlink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK
}

/** Undefined past `most` bytes, by the declared size and by the actual output. */
async function unfold(zip: ZipFile, entry: Entry, most: number): Promise<Buffer | undefined> {
  if (entry.uncompressedSize > most) return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
