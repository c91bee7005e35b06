import { addressKey } from '#domains/documents/rules/addresses.ts'
import type { NewProperty } from '#domains/transactions/properties/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { newId } from '#lib/ids.ts'
import type { DealDraft } from './drafts.ts'
import { type KnownDeal, listKnownDeals, listKnownPlaces, listTakenNumbers } from './queries.ts'

type Place = Pick<NewProperty, 'city' | 'state' | 'zip_code'> & { id: string; address_key: string }

export const keyOfProperty = ({ address_line1, address_line2 }: NewProperty) =>
  addressKey(address_line1, address_line2 ?? null)

/** Whether two places with the same street and unit are one, as far as both say where they are. */
function isSamePlace(
  one: Omit<Place, 'id' | 'address_key'>,
  other: Omit<Place, 'id' | 'address_key'>,
): boolean {
  const same = (a: string | null | undefined, b: string | null | undefined) =>
    !a || !b || a.toLowerCase() === b.toLowerCase()
  return (
    same(one.city, other.city) &&
    same(one.state, other.state) &&
    same(one.zip_code?.slice(0, 5), other.zip_code?.slice(0, 5))
  )
}

export type Places = { keyOf: (property: NewProperty) => string }

/** The addresses of a file: the same one has the same key, however it is written. */
export function openPlaces(): Places {
  const byKey = new Map<string, Place[]>()
  return {
    keyOf: (property) => {
      const address_key = keyOfProperty(property)
      const there = byKey.get(address_key) ?? []
      const same = there.find((place) => isSamePlace(place, property))
      if (same) return same.id
      const { city, state, zip_code } = property
      const place = { city, state, zip_code, address_key, id: newId() }
      byKey.set(address_key, [...there, place])
      return place.id
    },
  }
}

export const NUMBER = 'Same number'
export const SAME_DAY = 'Same property, type and date'

const DAYS = ['contract_date', 'closing_date', 'closed_on'] as const

/** What makes two rows one deal: the number; or the property and the type with the day of the contract or the closing. */
export function keysOf(
  deal: Pick<DealDraft, 'transaction_type' | (typeof DAYS)[number]> & { transaction_number: string | null },
  place: string,
): string[] {
  const { transaction_number, transaction_type } = deal
  const days = DAYS.flatMap((name) =>
    deal[name] ? [`${place} ${transaction_type} ${name} ${deal[name]}`] : [],
  )
  return [...(transaction_number ? [`number ${transaction_number}`] : []), ...days]
}

/** The properties and deals that the rows of a batch may be already. */
export async function knownDeals(tx: Tx, organization_id: string, drafts: DealDraft[]) {
  const numbers = drafts.flatMap(({ transaction_number }) => transaction_number ?? [])
  const places = await listKnownPlaces(
    tx,
    organization_id,
    drafts.map(({ property }) => keyOfProperty(property)),
  )
  const byAddress = Map.groupBy(places, ({ address_key }) => address_key)
  const propertyOf = (property: NewProperty) =>
    byAddress.get(keyOfProperty(property))?.find((place) => isSamePlace(place, property))?.id ?? null
  const deals = await listKnownDeals(
    tx,
    organization_id,
    numbers,
    places.map(({ id }) => id),
  )
  const byKey = new Map<string, KnownDeal>()
  for (const deal of deals) for (const key of keysOf(deal, deal.property_id)) byKey.set(key, deal)
  const taken = new Set(await listTakenNumbers(tx, numbers))
  return {
    propertyOf,
    find: (draft: DealDraft, property_id: string | null) => {
      const [number, ...days] = keysOf(
        { ...draft, transaction_number: draft.transaction_number ?? '-' },
        property_id ?? '-',
      )
      const met = byKey.get(number ?? '')
      if (met) return { name: met.address, reason: NUMBER, transaction_id: met.id }
      if (draft.transaction_number && taken.has(draft.transaction_number))
        return { name: draft.property.address_line1, reason: NUMBER, transaction_id: null }
      const other = days.map((key) => byKey.get(key)).find((deal) => deal !== undefined)
      return other && { name: other.address, reason: SAME_DAY, transaction_id: other.id }
    },
  }
}
