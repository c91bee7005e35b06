import { z } from 'zod'

/** Several values of one query parameter: given several times, or separated by commas. */
export const Many = z.union([z.string(), z.array(z.string())]).transform((value) =>
  [value]
    .flat()
    .flatMap((part) => part.split(','))
    .filter((part) => part !== ''),
)
