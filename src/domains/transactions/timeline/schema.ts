import { z } from 'zod'

const Told = z.union([z.string(), z.number(), z.boolean()]).nullable()

/** Something that happened with a deal. */
export const DealEntry = z.object({
  id: z.uuid(),
  /** The name of the fact: `transactions.closed`. */
  name: z.string(),
  /** The stages of a step. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** What is said of it: a reason, the name of a party, the title of a document, as far as the reader sees them. */
  summary: z.string().nullable(),
  /** Which fields of the deal changed, from what to what; of people, teams and properties the names that the reader sees. */
  changes: z.record(z.string(), z.object({ from: Told, to: Told })).nullable(),
  user_name: z.string().nullable(),
  happened_at: z.string(),
})
export type DealEntry = z.infer<typeof DealEntry>
