import { importPeople } from '#domains/contacts/imports/people.ts'
import { placeOf } from '#domains/contacts/places.ts'
import type { StoredImport } from '#domains/identity/imports/kind.ts'
import { recomputeLater } from '#domains/transactions/commissions/recompute-later.ts'
import { USUAL_LISTING_SHARE } from '#domains/transactions/commissions/terms.ts'
import { dealImported, propertyAdded } from '#domains/transactions/events.ts'
import { evaluateDeals } from '#domains/transactions/requirements/evaluation/evaluate.ts'
import { nextNumber } from '#domains/transactions/transactions.ts'
import { publishMany } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { newId } from '#lib/ids.ts'
import type { Planned } from './drafts.ts'
import { keyOfProperty, openPlaces } from './known.ts'
import { insertDeals, insertFlatCommissions, insertParties, insertProperties } from './queries.ts'
import type { DealImportSettings } from './schema.ts'

type Stored = StoredImport<DealImportSettings>

/** Writes the deals of a batch with their properties and parties. No one is notified of each of them. */
export async function writeDeals(
  tx: Tx,
  actor: Actor,
  stored: Stored,
  planned: Planned[],
  now: Date,
): Promise<void> {
  const { organization_id, user_id: created_by } = actor
  const { id: import_id, settings } = stored
  if (planned.length === 0) return
  const property_ids = await writeProperties(tx, actor, import_id, planned)
  const deals = []
  for (const [at, { draft, number_taken }] of planned.entries()) {
    const { property, parties, commission_amount, transaction_number, ...columns } = draft
    const own = transaction_number && !number_taken ? transaction_number : await nextNumber(tx, actor, now)
    deals.push({
      ...{ ...columns, id: newId(), transaction_number: own, property_id: property_ids[at] ?? '', import_id },
      ...{ visibility: settings.visibility, team_id: settings.team_id, created_by },
    })
  }
  await insertDeals(tx, organization_id, deals)
  const ids = deals.map(({ id }) => id)
  await writeParties(tx, actor, stored, planned, ids)
  const flat = planned.flatMap(({ draft: { commission_amount: flat_amount, side } }, at) =>
    flat_amount
      ? [{ transaction_id: ids[at] ?? '', flat_amount, listing_share: USUAL_LISTING_SHARE[side] }]
      : [],
  )
  await insertFlatCommissions(tx, organization_id, created_by, flat)
  const names = planned.map(({ draft }, at) => ({
    subject_id: ids[at] ?? '',
    payload: { name: draft.property.address_line1 },
  }))
  await publishMany(tx, organization_id, dealImported, names)
  const open = deals.filter(({ stage }) => stage !== 'closed' && stage !== 'cancelled').map(({ id }) => id)
  await evaluateDeals(tx, organization_id, open)
  const closings = planned.flatMap(({ draft: { closed_on } }) => closed_on ?? []).toSorted()
  await recomputeLater(tx, organization_id, closings[0] ?? null)
}

/** Where each deal is: a property that is known, or one that the first deal about it brings. */
async function writeProperties(
  tx: Tx,
  { organization_id, user_id }: Actor,
  import_id: string,
  planned: Planned[],
): Promise<string[]> {
  const places = openPlaces()
  const added = new Map<string, Parameters<typeof insertProperties>[2][number]>()
  const ids = planned.map(({ draft: { property }, property_id }) => {
    if (property_id) return property_id
    const id = places.keyOf(property)
    if (added.has(id)) return id
    const { city, state, zip_code } = property
    const place = placeOf({
      city: city ?? undefined,
      state: state ?? undefined,
      zip_code: zip_code ?? undefined,
    })
    const coordinates = place ? `(${place.longitude},${place.latitude})` : null
    added.set(id, {
      ...{
        ...property,
        id,
        import_id,
        address_key: keyOfProperty(property),
        coordinates,
        created_by: user_id,
      },
    })
    return id
  })
  const rows = [...added.values()]
  await insertProperties(tx, organization_id, rows)
  const facts = rows.map(({ id, address_line1 }) => ({ subject_id: id, payload: { name: address_line1 } }))
  await publishMany(tx, organization_id, propertyAdded, facts)
  return ids
}

async function writeParties(
  tx: Tx,
  actor: Actor,
  { id: import_id, settings }: Stored,
  planned: Planned[],
  ids: string[],
): Promise<void> {
  const named = planned.flatMap(({ draft }, at) =>
    draft.parties.map((party) => ({ ...party, transaction_id: ids[at] ?? '' })),
  )
  const people = named.map(({ person }) => person)
  const { ids: contact_ids } = await importPeople(tx, actor, import_id, people, settings)
  const rows = named.map(({ role, transaction_id }, at) => ({
    ...{ id: newId(), transaction_id, contact_id: contact_ids[at] ?? '', role },
    side: role === 'seller' || role === 'landlord' ? 'listing' : 'selling',
    created_by: actor.user_id,
  }))
  await insertParties(tx, actor.organization_id, rows)
}
