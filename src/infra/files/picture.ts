import sharp from 'sharp'

/** Of a photo or a logo; 24 megapixels are what a phone takes. */
const MOST_PIXELS = 25_000_000
const SIDE = 1024
const SECONDS = 10

/**
 * A PNG, JPEG or WebP picture, drawn again: at most 1,024 pixels a side, upright, and with nothing in it but the picture
 * (a camera writes into a file where it was taken). Undefined when the bytes are not such a picture, or it is too large.
 */
export async function redrawPicture(
  bytes: Uint8Array,
): Promise<{ bytes: Buffer; extension: 'png' | 'jpg' } | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    const { format, hasAlpha } = await picture.metadata()
    if (!['png', 'jpeg', 'webp'].includes(format ?? '')) return undefined
    const drawn = picture
      .timeout({ seconds: SECONDS })
      .rotate()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    if (hasAlpha) return { bytes: await drawn.png().toBuffer(), extension: 'png' }
    return { bytes: await drawn.jpeg({ quality: 88 }).toBuffer(), extension: 'jpg' }
  } catch {
    return undefined // Whatever is wrong with it, it can't be shown.
  }
}
