import { readImage } from '#domains/identity/images/images.ts'
import type { Files } from '#infra/files/files.ts'
import { AppError } from '#lib/errors.ts'

const ADDRESS = '/api/v1/images/'

/** A logo that the product keeps; null where there is none, or it is kept elsewhere. */
export async function readLogo(files: Files, url: string | null): Promise<Uint8Array | null> {
  if (!url?.startsWith(ADDRESS)) return null
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of await readImage(files, url.slice(ADDRESS.length))) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof AppError && error.code === 'missing') return null
    throw error
  }
}
