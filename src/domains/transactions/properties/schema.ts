import { z } from 'zod'
import { StateText } from '#lib/state-text.ts'
import { OneLine } from '#lib/text.ts'
import { stateCode } from '#lib/us-states.ts'

export const PropertyType = z.enum(['residential', 'commercial', 'land', 'multi_family', 'condo'])
export type PropertyType = z.infer<typeof PropertyType>

const Given = {
  address_line1: OneLine(200),
  address_line2: OneLine(100).nullable(),
  city: OneLine(100).nullable(),
  state: StateText.nullable(),
  zip_code: OneLine(20).nullable(),
  county: OneLine(100).nullable(),
  /** The number under which the county's assessor has it. */
  parcel_number: OneLine(60).nullable(),
  property_type: PropertyType.nullable(),
  year_built: z.int().min(1600).max(2200).nullable(),
  bedrooms: z.int().min(0).max(1000).nullable(),
  bathrooms: z.number().min(0).max(1000).multipleOf(0.5).nullable(),
  square_feet: z.int().min(1).max(100_000_000).nullable(),
  hoa: z.boolean().nullable(),
  /** Built to be sold for the first time. */
  new_construction: z.boolean().nullable(),
}

export const NewProperty = z
  .object({ ...Given })
  .partial()
  .required({ address_line1: true })
export type NewProperty = z.infer<typeof NewProperty>

export const PropertyChange = z.object({ ...Given }).partial()
export type PropertyChange = z.infer<typeof PropertyChange>

export const Property = z.object({
  id: z.uuid(),
  ...Given,
  state: z.string().nullable(),
  address_line1: z.string(),
  /** All of it in one line. */
  address: z.string(),
  coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  transaction_count: z.int(),
  version: z.int(),
})
export type Property = z.infer<typeof Property>

export const PropertyFilter = z.object({
  /** A part of the address, or a parcel number. */
  q: z.string().trim().max(200).optional(),
})
export type PropertyFilter = z.infer<typeof PropertyFilter>

/** An address as it is typed, to find the property that it may be already. */
export const AddressQuery = z.object({
  address_line1: OneLine(200),
  address_line2: z.string().trim().max(100).optional(),
  city: z.string().trim().max(100).optional(),
  state: z
    .string()
    .trim()
    .max(50)
    .overwrite((text) => stateCode(text) ?? text)
    .optional(),
  zip_code: z.string().trim().max(20).optional(),
})
export type AddressQuery = z.infer<typeof AddressQuery>
