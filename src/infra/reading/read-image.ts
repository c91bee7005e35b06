import { readFile } from 'node:fs/promises'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import decodeHeic from 'heic-decode'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { Job } from './job.ts'
import { ReadingError } from './reading-error.ts'
import { type Raster, readScan, SCAN_SIDE } from './scan.ts'
import type { Reading } from './schema.ts'

/** JPEG, PNG, WebP, GIF, BMP, HEIC, and TIFF with all its pages. */
export async function readImage(job: Job): Promise<Omit<Reading, 'mime_type'>> {
  const source = await openPicture(job)
  const count = Math.min(source.pages, job.limits.pages)
  const warnings = source.pages > count ? [`Only the first ${count} of ${source.pages} pages were read.`] : []
  const pages = await job.eachPage(count, async (pageNumber) => {
    const raster = await source.decode(pageNumber - 1)
    return readScan(raster, pageNumber, job.directory, await job.ocr(pageNumber))
  })
  const hard = pages.filter((page) => page.hard_to_read).map((page) => page.page.page_number)
  if (hard.length > 0) warnings.push(`Hard to read, please check: page ${hard.join(', ')}.`)
  return { pages: pages.map(({ page }) => page), children: [], meta: source.meta, warnings }
}

type Source = { pages: number; meta: Reading['meta']; decode: (index: number) => Promise<Raster> }

async function openPicture(job: Job): Promise<Source> {
  if (job.mime_type === 'image/heic' || job.mime_type === 'image/heif') return openHeic(job)
  if (job.mime_type === 'image/bmp') return openBmp(job)
  const options = { limitInputPixels: job.limits.pixels, failOn: 'error' } as const
  const metadata = await sharp(job.input, options).metadata()
  checkPixels(metadata, job.limits.pixels)
  // An animation has one page worth reading; only TIFF has real pages.
  const pages = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1
  const decode = (index: number) =>
    toRaster(sharp(job.input, { ...options, page: pages > 1 ? index : 0 }).autoOrient())
  return { pages, meta: describe(metadata), decode }
}

/** sharp's bundled libvips doesn't read BMP; the canvas does. */
async function openBmp(job: Job): Promise<Source> {
  const bytes = await readFile(job.input)
  // Width and height are at the same offset in every header except that of OS/2 (1987).
  if (bytes.length > 26 && bytes.readUInt32LE(14) >= 40)
    checkPixels(
      { width: Math.abs(bytes.readInt32LE(18)), height: Math.abs(bytes.readInt32LE(22)) },
      job.limits.pixels,
    )
  const decode = async () => {
    const image = await loadImage(bytes)
    const { width, height } = image
    const context = createCanvas(width, height).getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    return toRaster(sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } }))
  }
  return { pages: 1, meta: { format: 'bmp' }, decode }
}

/** sharp's bundled libvips has no HEVC decoder; libheif as WebAssembly has one. */
async function openHeic(job: Job): Promise<Source> {
  const images = await decodeHeic.all({ buffer: await readFile(job.input) })
  const decode = async (index: number) => {
    const image = images[index]
    if (!image) throw new ReadingError('corrupt', `no picture ${index}`)
    // libheif knows the size before it decodes; the library's types leave it out.
    checkPixels(image as typeof image & { width: number; height: number }, job.limits.pixels)
    const { width, height, data } = await image.decode()
    return toRaster(sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } }))
  }
  return { pages: images.length, meta: { format: 'heic' }, decode }
}

function checkPixels({ width, height }: { width: number; height: number }, limit: number): void {
  if (width * height > limit) throw new ReadingError('too_large', `${width} x ${height} pixels`)
}

export async function toRaster(picture: Sharp): Promise<Raster> {
  const { width: page_width, height: page_height } = await orientedSize(picture)
  const longest = Math.max(page_width, page_height)
  const side = Math.min(SCAN_SIDE.most, Math.max(SCAN_SIDE.least, longest))
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .resize(side, side, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, page_width, page_height }
}

/** A camera may store a picture sideways and record that in EXIF. */
async function orientedSize(picture: Sharp): Promise<{ width: number; height: number }> {
  const { width, height, autoOrient } = await picture.metadata()
  return autoOrient ?? { width, height }
}

function describe({ format, density, width, height, pages }: Metadata): Reading['meta'] {
  return { format, width, height, ...(density ? { density } : {}), ...(pages ? { page_count: pages } : {}) }
}
