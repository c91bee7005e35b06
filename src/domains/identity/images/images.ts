import { createHash } from 'node:crypto'
import type { Files } from '#infra/files/files.ts'
import { AppError } from '#lib/errors.ts'

const ADDRESS = '/api/v1/images/'
const keyOf = (name: string) => `images/${name}`

/** By the first bytes, whatever it is called. Pictures are kept as they came: nothing here decodes what a stranger sent. */
const KINDS = [
  {
    extension: 'png',
    mime_type: 'image/png',
    is: (b: Buffer) => b.subarray(0, 8).toString('hex') === '89504e470d0a1a0a',
  },
  {
    extension: 'jpg',
    mime_type: 'image/jpeg',
    is: (b: Buffer) => b.subarray(0, 3).toString('hex') === 'ffd8ff',
  },
  {
    extension: 'webp',
    mime_type: 'image/webp',
    is: (b: Buffer) =>
      b.subarray(0, 4).toString('latin1') === 'RIFF' && b.subarray(8, 12).toString('latin1') === 'WEBP',
  },
] as const

export function mimeTypeOf(name: string): string {
  return (
    KINDS.find(({ extension }) => name.endsWith(`.${extension}`))?.mime_type ?? 'application/octet-stream'
  )
}

export function readImage(files: Files, name: string) {
  return files.read(keyOf(name))
}

/**
 * Keeps a picture under an address that nobody guesses and that never changes, has it named by `save`, and forgets the
 * one before. Answers what `save` does.
 */
export async function replaceImage<T>(
  files: Files,
  owner_id: string,
  data: string,
  save: (url: string) => Promise<{ before: string | null; saved: T }>,
): Promise<T> {
  const bytes = Buffer.from(data, 'base64')
  const kind = KINDS.find(({ is }) => is(bytes))
  if (!kind)
    throw new AppError('unsupported', 'Choose a PNG, JPEG or WebP picture.', {
      issues: [{ field: 'data', reason: 'is not a PNG, JPEG or WebP picture' }],
    })
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  const name = `${owner_id}_${hash}.${kind.extension}`
  await files.write(keyOf(name), bytesOf(bytes))
  const { before, saved } = await save(ADDRESS + name)
  if (before !== ADDRESS + name) await removeImage(files, before)
  return saved
}

/** Only what is kept here: an address elsewhere is nobody's file. */
export async function removeImage(files: Files, url: string | null): Promise<void> {
  if (url?.startsWith(ADDRESS)) await files.remove(keyOf(url.slice(ADDRESS.length)))
}

async function* bytesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
