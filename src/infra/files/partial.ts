import { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import type { Files } from '#infra/files/files.ts'
import { AppError } from '#lib/errors.ts'

/** A broken connection loses at most this much; each upload holds this much in memory. */
const PART_BYTES = 8 * 1024 ** 2
/** Under `uploads/`: `{id}.about` has the file's total size, `{id}.{offset}` has the bytes from that offset. */
const FOLDER = 'uploads/'
const DIGITS = 16

/** Files being uploaded by the tus protocol. */
export type PartialFiles = {
  /** For the tus server. */
  store: DataStore
  /** The number of bytes received; undefined for an unknown upload. */
  countReceived: (id: string) => Promise<number | undefined>
  read: (id: string) => Promise<Readable>
  /** Removing a missing upload is not an error. */
  remove: (id: string) => Promise<void>
  /** The number of bytes received for every stored upload. */
  countAll: () => Promise<Map<string, number>>
}

/**
 * Stores unfinished uploads in parts, in the same store as all files. Every process and machine can reach them, in a
 * directory or in S3, and an acknowledged part is on disk.
 */
export function createPartialFiles(files: Files): PartialFiles {
  const countReceived = async (id: string) => (await findUpload(files, id))?.offset
  const store = Object.assign(new DataStore(), {
    extensions: ['creation', 'creation-with-upload', 'termination'],
    create: async (upload: Upload) => {
      await files.write(`${FOLDER}${upload.id}.about`, bytesOf(JSON.stringify({ size: upload.size })))
      return upload
    },
    getUpload: async (id: string) => {
      const upload = await findUpload(files, id)
      if (!upload) throw ERRORS.FILE_NOT_FOUND
      return upload
    },
    write: (stream: Readable, id: string, offset: number) => writeParts(files, stream, id, offset),
  })
  return {
    store,
    countReceived,
    read: async (id) => Readable.from(readParts(files, id), { objectMode: false }),
    remove: async (id) => {
      for await (const { key } of files.list(`${FOLDER}${id}.`)) await files.remove(key)
    },
    countAll: async () => {
      const received = new Map<string, number>()
      for await (const { key, file_size } of files.list(FOLDER)) {
        const [id = '', what] = key.slice(FOLDER.length).split('.')
        if (what === 'about') received.set(id, received.get(id) ?? 0)
        else if (/^\d+$/.test(what ?? '')) received.set(id, (received.get(id) ?? 0) + file_size)
      }
      return received
    },
  }
}

async function findUpload(files: Files, id: string): Promise<Upload | undefined> {
  const about = await files.read(`${FOLDER}${id}.about`).catch((error) => {
    if (error instanceof AppError && error.code === 'missing') return undefined
    throw error
  })
  if (!about) return undefined
  const { size } = JSON.parse(Buffer.concat(await about.toArray()).toString()) as { size: number }
  const offset = (await listParts(files, id)).reduce((sum, part) => sum + part.file_size, 0)
  return new Upload({ id, size, offset })
}

/** The parts from the start, each beginning where the previous one ends. */
async function listParts(files: Files, id: string): Promise<{ key: string; file_size: number }[]> {
  const parts = (await Array.fromAsync(files.list(`${FOLDER}${id}.`)))
    .map(({ key, file_size }) => ({ key, file_size, from: Number(key.slice(FOLDER.length + id.length + 1)) }))
    .filter(({ from }) => Number.isInteger(from))
    .sort((a, b) => a.from - b.from)
  let end = 0
  return parts.filter(({ from, file_size }) => {
    if (from !== end) return false
    end += file_size
    return true
  })
}

/**
 * Stores the stream part by part, including what arrived before the stream broke. Returns the offset of the next part.
 */
async function writeParts(files: Files, stream: Readable, id: string, offset: number): Promise<number> {
  let end = offset
  let held: Buffer[] = []
  let held_bytes = 0
  const keep = async () => {
    if (held_bytes === 0) return
    await files.write(`${FOLDER}${id}.${String(end).padStart(DIGITS, '0')}`, Readable.from(held))
    end += held_bytes
    held = []
    held_bytes = 0
  }
  try {
    for await (const chunk of stream) {
      held.push(chunk)
      held_bytes += chunk.byteLength
      if (held_bytes >= PART_BYTES) await keep()
    }
  } finally {
    await keep()
  }
  return end
}

async function* readParts(files: Files, id: string): AsyncGenerator<Uint8Array> {
  for (const { key } of await listParts(files, id)) yield* await files.read(key)
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
