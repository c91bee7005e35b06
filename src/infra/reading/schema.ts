import { z } from 'zod'

/**
 * One word and its position: fractions of the page (0..1) from the top left corner, so it can be highlighted at any
 * zoom.
 */
export const word = z.object({
  text: z.string(),
  x0: z.number(),
  y0: z.number(),
  x1: z.number(),
  y1: z.number(),
  confidence: z.number().min(0).max(1),
})

export const page = z.object({
  page_number: z.int().min(1),
  /** In PDF points, or in pixels for a picture; of the page as shown, after straightening. */
  width: z.number().positive(),
  height: z.number().positive(),
  text: z.string(),
  words: z.array(word),
  image_path: z.string().nullable(),
  thumbnail_path: z.string().nullable(),
  source: z.enum(['text_layer', 'ocr', 'none']),
  /** Clockwise degrees by which the scan was rotated to be upright. */
  rotation: z.number(),
})

/** A file inside the file: an email attachment. Its name is for display only; we choose its path. */
export const child = z.object({ filename: z.string(), path: z.string(), mime_type: z.string() })

export const reading = z.object({
  mime_type: z.string(),
  pages: z.array(page),
  children: z.array(child),
  meta: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  warnings: z.array(z.string()),
})

export type Word = z.infer<typeof word>
export type Page = z.infer<typeof page>
export type Child = z.infer<typeof child>
export type Reading = z.infer<typeof reading>

/** What one document may cost. Exceeding a limit is a `ReadingError` or, where reading can continue, a warning. */
export const DEFAULT_LIMITS = {
  /** Size of the file itself. */
  bytes: 200_000_000,
  seconds: 300,
  /** From one page to the next. */
  stall_seconds: 60,
  /** Resident memory of the child process; its JavaScript heap may use half. */
  megabytes: 1_536,
  pages: 1_000,
  /** Pages that may be read by OCR; the rest keep their pictures and get a warning. */
  ocr_pages: 200,
  /** Pages of a text that get a picture. */
  sheet_pictures: 200,
  /** Of one decoded picture. */
  pixels: 120_000_000,
  /** Total size of an unpacked archive (DOCX, XLSX). */
  expanded_bytes: 300_000_000,
  entries: 5_000,
  text_length: 5_000_000,
  children: 200,
  /** Size of the result as JSON. */
  output_bytes: 100_000_000,
}
export type Limits = typeof DEFAULT_LIMITS

export type Progress = { page_number: number; page_count: number }
