import { z } from 'zod'

const Value = z.union([z.string(), z.number(), z.boolean()]).nullable()

/** Something that happened with an exchange. */
export const ExchangeEntry = z.object({
  id: z.uuid(),
  /** The name of the fact: `exchanges.activated`. */
  name: z.string(),
  /** The statuses of a step. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The day on which a property was transferred. */
  day: z.string().nullable(),
  /** What is said of it: a reason, the address of a property, the name of a participant, as far as the reader sees them. */
  summary: z.string().nullable(),
  /** Which fields changed, from what to what; of people the names that the reader sees. */
  changes: z.record(z.string(), z.object({ from: Value, to: Value })).nullable(),
  /** Which deadlines moved. */
  moved: z
    .array(z.object({ kind: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
    .nullable(),
  user_name: z.string().nullable(),
  happened_at: z.string(),
})
export type ExchangeEntry = z.infer<typeof ExchangeEntry>
