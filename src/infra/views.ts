import type { z } from 'zod'

/** A list whose views people save: what its address is narrowed by, all of it text, and its orders. */
export type ViewKind = { subject_type: string; filters: z.ZodType; sorts: readonly string[] }
