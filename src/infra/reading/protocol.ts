import { z } from 'zod'
import { READING_ERROR_CODES } from './reading-error.ts'
import type { Limits } from './schema.ts'

/** What the parent sends to a child: one document. The input and all output are in `directory`. */
export type Order = {
  input: string
  filename: string
  directory: string
  limits: Limits
  /** Only extracts the text that a PDF holds, without rendering pages: for one whose pictures need too much memory. */
  text_only: boolean
  /** The `tesseract` command, or null for its WebAssembly build. */
  tesseract: string | null
  /** LibreOffice's `soffice` command, or null if it isn't installed. */
  office: string | null
}

/**
 * What a child returns; the reading itself is in `reading.json`. A child has handled hostile input, so it is not
 * trusted.
 */
export const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), page_number: z.int(), page_count: z.int() }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), code: z.enum(READING_ERROR_CODES), detail: z.string().max(1_000) }),
])
export type Answer = z.infer<typeof answer>

/** The signal by which a child kills itself when it exceeds its memory limit. */
export const OUT_OF_MEMORY = 'SIGUSR2'
