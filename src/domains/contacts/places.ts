import zipcodes from 'zipcodes'
import type { AddressEntry } from '#domains/contacts/schema.ts'

export type Place = { latitude: number; longitude: number; precision: 'zip' | 'city' }

/**
 * Where an address in the US roughly is, without asking anyone: the middle of its ZIP code, or of its city. Undefined
 * outside of the US and where neither is known.
 */
export function placeOf({ zip_code, city, state, country }: Partial<AddressEntry>): Place | undefined {
  if (country && !/^(usa?|united states.*)$/i.test(country.trim())) return undefined
  const zip = zip_code?.match(/^\s*(\d{5})/)?.[1]
  const byZip = zip ? zipcodes.lookup(zip) : undefined
  if (byZip) return { latitude: byZip.latitude, longitude: byZip.longitude, precision: 'zip' }
  if (!city || !state) return undefined
  const all = zipcodes.lookupByName(city, state)
  if (all.length === 0) return undefined
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    latitude: mean(all.map((one) => one.latitude)),
    longitude: mean(all.map((one) => one.longitude)),
    precision: 'city',
  }
}
