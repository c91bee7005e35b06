import { z } from 'zod'

/** What a contact is to another for an exchange, and why. */
export const TaxRelation = z.object({
  contact_id: z.uuid(),
  display_name: z.string(),
  /** Null: what is known does not say. */
  same_taxpayer: z.boolean().nullable(),
  /** Related persons of IRC 1031(f): more than half. */
  related: z.boolean(),
  /** May not be the intermediary for that reason (26 CFR 1.1031(k)-1(k)(3)): more than 10%. */
  disqualified: z.boolean(),
  ownership_percent_between: z.number(),
  /** The relationships that decide it, by id. */
  path: z.array(z.uuid()),
  reasons: z.array(z.object({ citation: z.string(), text: z.string() })),
  missing: z.array(z.string()),
})
export type TaxRelation = z.infer<typeof TaxRelation>
