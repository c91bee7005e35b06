import { join } from 'node:path'
import sharp, { type Channels } from 'sharp'
import type { Page } from './schema.ts'

/** 1,240 pixels are Letter at 146 dpi: eight-point print is legible, and a page takes 40 to 150 kB as WebP. */
const PAGE_WIDTH = 1_240
const PAGE_HEIGHT = 3_000
const THUMBNAIL = 320

/** The decoded bytes of a picture. */
export type Pixels = { data: Buffer; width: number; height: number; channels: Channels }

/** Saves the picture of a page and its thumbnail, and returns where they are. */
export async function savePictures(
  { data, ...raw }: Pixels,
  directory: string,
  pageNumber: number,
): Promise<Pick<Page, 'image_path' | 'thumbnail_path'>> {
  const image_path = join(directory, `page-${pageNumber}.webp`)
  const thumbnail_path = join(directory, `thumbnail-${pageNumber}.webp`)
  const fit = { fit: 'inside', withoutEnlargement: true } as const
  // Each opens the bytes itself: a clone of an open picture would copy them all.
  const open = () => sharp(data, { raw })
  await Promise.all([
    open().resize(PAGE_WIDTH, PAGE_HEIGHT, fit).webp({ quality: 80, effort: 2 }).toFile(image_path),
    open().resize(THUMBNAIL, THUMBNAIL, fit).webp({ quality: 75, effort: 2 }).toFile(thumbnail_path),
  ])
  return { image_path, thumbnail_path }
}
