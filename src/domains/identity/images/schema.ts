import { z } from 'zod'

export const LARGEST_IMAGE_BYTES = 1_000_000

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** A small picture: PNG, JPEG or WebP, in Base64. */
export const NewImage = z.object({
  data: z
    .base64('is not Base64')
    .min(1, 'is missing')
    .max(Math.ceil(LARGEST_IMAGE_BYTES / 3) * 4, 'is larger than 1 MB')
    .meta({ example: PIXEL }),
})
export type NewImage = z.infer<typeof NewImage>

/** Whose it is, a part of its hash, and its kind. */
export const ImageName = z
  .string()
  .regex(/^[0-9a-f-]{36}_[0-9a-f]{32}\.(png|jpg|webp)$/, 'is not the name of a picture')
