import type { z } from 'zod'

type Bound = string | number | undefined

/** What is narrowed from one value to another, such as days, and would let nothing through the wrong way around. */
export function inOrder<S extends z.ZodObject>(schema: S, ...pairs: [from: string, to: string][]): S {
  return schema.superRefine((said, context) => {
    const values = said as Record<string, Bound>
    for (const [from, to] of pairs) {
      const [first, last] = [values[from], values[to]]
      if (first === undefined || last === undefined || first <= last) continue
      const than = typeof last === 'number' ? 'less than' : 'before'
      context.addIssue({ code: 'custom', path: [to], message: `can’t be ${than} ${from}` })
    }
  })
}
