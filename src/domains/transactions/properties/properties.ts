import { placeOf } from '#domains/contacts/places.ts'
import { addressKey } from '#domains/documents/rules/addresses.ts'
import { propertyAdded, propertyChanged } from '#domains/transactions/events.ts'
import { mayWorkOn } from '#domains/transactions/policy.ts'
import { listOpenDealsOf } from '#domains/transactions/requirement-rules/evaluation/queries.ts'
import { evaluateDeals } from '#domains/transactions/requirements/evaluation/evaluate.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, demand } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  getProperty,
  insertProperty,
  listAlike,
  type PropertyColumns,
  saveProperty,
  worksOnProperty,
} from './queries.ts'
import type { AddressQuery, NewProperty, Property, PropertyChange } from './schema.ts'

const AUDITED = [
  ...(['address', 'county', 'parcel_number', 'property_type', 'year_built'] as const),
  ...(['bedrooms', 'bathrooms', 'square_feet', 'hoa', 'new_construction'] as const),
]

export async function addProperty(tx: Tx, actor: Actor, said: NewProperty): Promise<Property> {
  const { organization_id, user_id } = actor
  const id = newId()
  await insertProperty(tx, organization_id, { ...said, ...placed(said), id, created_by: user_id })
  const property = await getProperty(tx, organization_id, id)
  await publish(tx, organization_id, propertyAdded, id, { name: property.address })
  return property
}

export async function changeProperty(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: PropertyChange,
): Promise<Property> {
  const { organization_id } = actor
  const before = await getProperty(tx, organization_id, id)
  demand(mayWorkOn(actor, { mine: await worksOnProperty(tx, organization_id, id) }), 'change this property')
  const columns = {
    ...change,
    ...placed({ ...before, ...change, address_line1: change.address_line1 ?? before.address_line1 }),
  }
  unchanged((await saveProperty(tx, organization_id, id, version, columns)) || undefined, 'property')
  const after = await getProperty(tx, organization_id, id)
  await publish(tx, organization_id, propertyChanged, id, changesOf(before, after, AUDITED))
  // Those that this person doesn’t see follow by the fact.
  await evaluateDeals(tx, organization_id, await listOpenDealsOf(tx, organization_id, id))
  return after
}

/** The properties that an address may be already, however it is written. */
export function findAlike(tx: Tx, organization_id: string, address: AddressQuery): Promise<Property[]> {
  const address_key = addressKey(address.address_line1, address.address_line2)
  return listAlike(tx, organization_id, { ...address, address_key })
}

type Address = Pick<NewProperty, 'address_line1' | 'address_line2' | 'city' | 'state' | 'zip_code'>

/** How the address is compared, and roughly where it is. */
function placed({ address_line1, address_line2, city, state, zip_code }: Address): PropertyColumns {
  const address_key = addressKey(address_line1, address_line2)
  if (!address_key)
    throw new AppError('invalid', 'Enter a street address.', {
      issues: [{ field: 'address_line1', reason: 'has no words' }],
    })
  const place = placeOf({
    zip_code: zip_code ?? undefined,
    city: city ?? undefined,
    state: state ?? undefined,
  })
  return { address_key, coordinates: place ? `(${place.longitude},${place.latitude})` : null }
}
