import { createHash } from 'node:crypto'
import type { Files } from '#infra/files/files.ts'
import { redrawPicture } from '#infra/files/picture.ts'
import { AppError } from '#lib/errors.ts'

const ADDRESS = '/api/v1/images/'
const keyOf = (name: string) => `images/${name}`

/** Pictures are drawn again before they are kept, so they are of these kinds. */
export function mimeTypeOf(name: string): string {
  return name.endsWith('.png') ? 'image/png' : name.endsWith('.webp') ? 'image/webp' : 'image/jpeg'
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
  const picture = await redrawPicture(Buffer.from(data, 'base64'))
  if (!picture)
    throw new AppError('unsupported', 'Choose a PNG, JPEG or WebP picture of at most 25 megapixels.', {
      issues: [{ field: 'data', reason: 'isn’t a PNG, JPEG or WebP picture of at most 25 megapixels' }],
    })
  const { bytes, extension } = picture
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  const name = `${owner_id}_${hash}.${extension}`
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
