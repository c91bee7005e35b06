import { z } from 'zod'
import { ContactNarrowing } from '#domains/contacts/list/schema.ts'
import { readBounds } from '#domains/contacts/rules/area.ts'

export const ContactMapQuery = ContactNarrowing.extend({
  /** West, south, east and north of what is shown, in degrees. */
  bounds: z
    .string()
    .max(100)
    .refine((text) => readBounds(text) !== undefined, 'are four numbers: west, south, east, north')
    .default('-180,-90,180,90'),
  /** 0 shows the world in 256 pixels, each step doubles them. */
  zoom: z.coerce.number().min(0).max(22).default(3),
})
export type ContactMapQuery = z.infer<typeof ContactMapQuery>

export const ContactCluster = z.object({
  longitude: z.number(),
  latitude: z.number(),
  count: z.int(),
  /** How far its contacts reach. */
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
  /** Of a single contact: who it is. */
  contact: z
    .object({
      id: z.uuid(),
      display_name: z.string(),
      precision: z.enum(['zip', 'city', 'exact']).nullable(),
    })
    .nullable(),
})
export type ContactCluster = z.infer<typeof ContactCluster>

export const ContactMap = z.object({
  clusters: z.array(ContactCluster),
  /** Those of the list of which no place is known. */
  unplaced: z.int(),
})
export type ContactMap = z.infer<typeof ContactMap>
