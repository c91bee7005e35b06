import { z } from 'zod'

/** A text that may become an email's subject or a name beside others: one line, with no character that cannot be seen. */
export const OneLine = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'is missing')
    .max(longest)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'has line breaks or invisible characters')
