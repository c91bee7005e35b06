import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkKey, checkPrefix, demandRange, type Files, measure } from '#infra/files/files.ts'
import { AppError } from '#lib/errors.ts'

const DRAFTS = '.drafts' // no key begins with a dot
const DAY_MS = 24 * 60 * 60 * 1000

/** Files in a directory: written to a draft, synced to disk, then renamed into place. */
export function createDirectoryFiles(directory: string): Files {
  const drafts = join(directory, DRAFTS)
  const pathOf = (key: string) => join(directory, checkKey(key))
  const publish = publishBy(directory, shared(sync))
  return {
    prepare: () =>
      clearly(async () => {
        await mkdir(drafts, { recursive: true })
        for (const name of await readdir(drafts)) await removeIfOld(join(drafts, name))
        const probe = join(drafts, randomUUID())
        await (await open(probe, 'wx')).close()
        await rm(probe)
      }),
    write: async (key, stream) => {
      const path = pathOf(key)
      const draft = join(drafts, randomUUID())
      const measured = measure(stream)
      try {
        await writeSynced(draft, measured.bytes)
        await publish(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw measured.failure() ?? explain(error)
      }
      return measured.total()
    },
    read: (key, range) =>
      clearly(async () => {
        const file = await open(pathOf(key))
        try {
          const found = await file.stat()
          if (!found.isFile()) throw missing()
          demandRange(range, found.size)
        } catch (error) {
          await file.close()
          throw error
        }
        return file.createReadStream(range ?? {})
      }),
    stat: (key) =>
      clearly(async () => {
        const found = await stat(pathOf(key))
        if (!found.isFile()) throw missing()
        return { file_size: found.size, modified_at: found.mtime }
      }),
    move: (from, to) => clearly(() => publish(pathOf(from), pathOf(to))),
    remove: (key) => clearly(() => rm(pathOf(key), { force: true })),
    list: (prefix) => list(directory, checkPrefix(prefix)),
    close: () => {},
  }
}

/** Renames, and syncs the folders to disk too: otherwise a power failure can undo the rename. */
function publishBy(directory: string, sync: (folder: string) => Promise<void>) {
  return async (from: string, path: string): Promise<void> => {
    const folder = dirname(path)
    const madeFolders = await rename(from, path).then(
      () => false,
      async (error) => {
        if (error.code !== 'ENOENT') throw error
        await mkdir(folder, { recursive: true })
        await rename(from, path)
        return true
      },
    )
    const top = madeFolders ? directory : folder
    for (let at = folder; at.length >= top.length; at = dirname(at)) await sync(at)
  }
}

/**
 * Callers that ask for a folder while its sync is running share the next sync, which starts after all of them asked.
 */
function shared(work: (folder: string) => Promise<void>): (folder: string) => Promise<void> {
  const running = new Map<string, Promise<void>>()
  const next = new Map<string, Promise<void>>()
  return (folder) => {
    const waiting = next.get(folder)
    if (waiting) return waiting
    const begin = () => {
      next.delete(folder)
      const now = work(folder).finally(() => {
        if (running.get(folder) === now) running.delete(folder)
      })
      running.set(folder, now)
      return now
    }
    const turn = (running.get(folder) ?? Promise.resolve()).then(begin, begin)
    next.set(folder, turn)
    return turn
  }
}

/** Bytes written at once: one call for each 64 kB chunk was a sixth of the work of an upload. */
const GATHERED = 512 * 1024

async function writeSynced(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let gathered: Uint8Array[] = []
    let size = 0
    const flush = async () => {
      if (size > 0) await writeAll(file, gathered)
      gathered = []
      size = 0
    }
    for await (const chunk of bytes) {
      gathered.push(chunk)
      size += chunk.byteLength
      if (size >= GATHERED) await flush()
    }
    await flush()
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A disk that is filling up may accept fewer bytes than it was given. */
async function writeAll(file: FileHandle, chunks: Uint8Array[]): Promise<void> {
  for (let rest = chunks; rest.length > 0; ) {
    const { bytesWritten } = await file.writev(rest)
    let left = bytesWritten
    rest = rest.flatMap((chunk) => {
      const kept = chunk.subarray(Math.min(left, chunk.byteLength))
      left -= chunk.byteLength - kept.byteLength
      return kept.byteLength > 0 ? [kept] : []
    })
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes a draft that a killed process left behind. */
async function removeIfOld(draft: string): Promise<void> {
  const { mtimeMs } = await stat(draft)
  if (mtimeMs < Date.now() - DAY_MS) await rm(draft)
}

async function* list(directory: string, prefix: string): ReturnType<Files['list']> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const entries = await clearly(() => readdir(join(directory, folder), { withFileTypes: true })).catch(
    nothing,
  )
  for (const entry of entries) {
    const key = folder + entry.name
    if (!key.startsWith(prefix) || entry.name.startsWith('.')) continue
    if (entry.isDirectory()) yield* list(directory, `${key}/`)
    else yield { key, file_size: (await stat(join(directory, key))).size }
  }
}

function nothing(error: unknown): [] {
  if (error instanceof AppError && error.code === 'missing') return []
  throw error
}

function missing(): AppError {
  return new AppError('missing', 'File not found.')
}

const TROUBLE: Record<string, string> = {
  ENOSPC: 'The disk for files is full. Free some space and try again.',
  EDQUOT: 'The disk quota for files is used up. Increase it and try again.',
  EACCES: 'Deedline can’t write to its folder for files. Give its account write access.',
  EPERM: 'Deedline can’t write to its folder for files. Give its account write access.',
  EROFS: 'The disk for files is mounted read-only.',
  EMFILE: 'Too many files are open. Try again in a moment.',
  EIO: 'The disk for files is failing.',
}

async function clearly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error)
  }
}

function explain(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return missing()
  const sentence = TROUBLE[code]
  return sentence ? new AppError('unavailable', sentence, { cause: code }) : error
}
