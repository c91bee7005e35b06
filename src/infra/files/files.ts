import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { AppError } from '#lib/errors.ts'

/**
 * Where document bytes are stored. Names, owners and access are in the database. We build each key from ids, never from
 * what a person typed.
 *
 * A missing key is AppError('missing'); a store that can't serve is AppError('unavailable').
 */
export type Files = {
  /** Prepares the store and checks that it is writable. */
  prepare: () => Promise<void>
  /**
   * Stores the whole stream or nothing. A stream that breaks leaves no file, and a replaced file stays visible until
   * the new one is complete and on disk. `file_hash` is the SHA-256 in hexadecimal.
   */
  write: (key: string, stream: AsyncIterable<Uint8Array>) => Promise<{ file_size: number; file_hash: string }>
  /** The range includes both ends. A range that starts past the end is AppError('invalid'). */
  read: (key: string, range?: Range) => Promise<Readable>
  stat: (key: string) => Promise<{ file_size: number; modified_at: Date }>
  move: (from: string, to: string) => Promise<void>
  /** Removing a missing file is not an error. */
  remove: (key: string) => Promise<void>
  /** Every file whose key starts with the prefix, in no particular order. */
  list: (prefix: string) => AsyncIterable<{ key: string; file_size: number }>
  close: () => void
}

export type Range = { start: number; end?: number }

const SEGMENT = '[A-Za-z0-9_][A-Za-z0-9_.-]*'
const KEY = new RegExp(`^${SEGMENT}(/${SEGMENT})*$`)
const PREFIX = new RegExp(`^(${SEGMENT}/)*(${SEGMENT})?$`)

/** Segments of plain characters, none starting with a dot, so that no key leads out of the store on any file system. */
export function checkKey(key: string): string {
  if (key.length <= 512 && KEY.test(key)) return key
  throw new AppError('invalid', `${JSON.stringify(key.slice(0, 80))} cannot be the key of a file.`)
}

export function checkPrefix(prefix: string): string {
  if (prefix.length <= 512 && PREFIX.test(prefix)) return prefix
  throw new AppError('invalid', `${JSON.stringify(prefix.slice(0, 80))} cannot begin the key of a file.`)
}

/** Passes the bytes through. At the end it knows their count, their hash, and why the stream broke off. */
export function measure(source: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let file_size = 0
  let failure: unknown
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        hash.update(chunk)
        file_size += chunk.byteLength
        yield chunk
      }
    } catch (error) {
      failure = error
      throw error
    }
  }
  const total = () => ({ file_size, file_hash: hash.digest('hex') })
  return { bytes: bytes(), failure: () => failure, total }
}

export function demandRange(range: Range | undefined, file_size: number): void {
  if (range && range.start >= file_size) {
    throw new AppError('invalid', `The file has ${file_size} bytes; a range cannot begin at ${range.start}.`)
  }
}
