import { z } from 'zod'

/** Text that may become an email's subject or a name in a list: one line, without invisible characters. */
export const OneLine = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'is missing')
    .max(longest)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'has line breaks or invisible characters')

/** A moment as ISO text in UTC, "2026-11-25T17:00:00.000Z". Days are text of another kind: see `dates.ts`. */
export const Instant = z.iso.datetime()
