import { isPeriod } from '#domains/documents/rules/periods.ts'
import { changeDates } from '#domains/transactions/dates/dates.ts'
import { listDates } from '#domains/transactions/dates/queries.ts'
import { findContact } from '#domains/transactions/drafts/drafts.ts'
import { valueRejected, valueRestored, valuesApplied } from '#domains/transactions/events.ts'
import { addNewParty, addParty } from '#domains/transactions/parties/parties.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { changeProperty } from '#domains/transactions/properties/properties.ts'
import { getProperty } from '#domains/transactions/properties/queries.ts'
import { getTransaction, lockTransaction } from '#domains/transactions/queries.ts'
import { isKeyDate, type KeyDate } from '#domains/transactions/rules/dates.ts'
import { CONTRACTUAL, isParty } from '#domains/transactions/rules/document-fields.ts'
import { type Current, findProposed } from '#domains/transactions/rules/proposed-values.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { changeTransaction } from '#domains/transactions/transactions.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { currentContingencies, datesFrom, withEnds } from './contingencies.ts'
import {
  type DocumentValue,
  deleteRejected,
  insertRejected,
  listPartyNames,
  listSettled,
  listStated,
  listUnclear,
  saveSettled,
} from './queries.ts'
import type { AppliedValues, ProposedValues, ValuesToApply } from './schema.ts'

/** Values of the documents of a deal that the deal doesn't have. */
export async function proposeValues(tx: Tx, organization_id: string, id: string): Promise<ProposedValues> {
  const deal = await getTransaction(tx, organization_id, id)
  const stated = await listStated(tx, organization_id, id)
  const parties = await listPartyNames(tx, organization_id, id)
  const decisions = await listSettled(tx, organization_id, id)
  const current = await currentOf(tx, organization_id, deal)
  const items = withEnds(findProposed(stated, current, parties, decisions), deal, decisions)
  const unclear = await listUnclear(tx, organization_id, id, CONTRACTUAL)
  return { id, version: deal.version, items, unclear }
}

/** What a deal has in the fields that documents speak of. */
export async function currentOf(tx: Tx, organization_id: string, deal: Transaction): Promise<Current> {
  const { parcel_number } = await getProperty(tx, organization_id, deal.property_id)
  const { sale_price, list_price, earnest_money } = deal
  const { contract_date, closing_date, possession_date, listing_date } = deal
  const all = {
    sale_price,
    list_price,
    earnest_money,
    contract_date,
    closing_date,
    possession_date,
    listing_date,
  }
  const given = Object.entries({ ...all, parcel_number }).filter(([, value]) => value !== null)
  const dates = await listDates(tx, organization_id, deal.id)
  return {
    ...currentContingencies(dates),
    ...Object.fromEntries(given.map(([field, value]) => [field, { value, key: keyOf(field, value ?? '') }])),
  }
}

const keyOf = (field: string, value: string) =>
  field === 'parcel_number' ? value.toLowerCase().replaceAll(/[^a-z0-9]/g, '') : value.toLowerCase()

/**
 * Applies values of documents to the deal that the person has seen, all or none. Dates move what is counted from them; with
 * `preview`, says only what would move. A value that is applied decides between the documents that disagree about it.
 */
export async function applyValues(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  { values: given }: ValuesToApply,
  preview: boolean,
  now: Date,
): Promise<AppliedValues> {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  demand(mayEdit(actor, deal), 'change this deal')
  unchanged(deal.version === version || undefined, 'deal')
  const stated = await listStated(tx, organization_id, id)
  const chosen = given.map(({ extraction_id }) => statedOf(stated, extraction_id))
  demandOnce(chosen)
  const days: Partial<Record<KeyDate, string>> = Object.fromEntries(
    chosen.filter(({ field }) => isKeyDate(field)).map(({ field, value }) => [field, value]),
  )
  const periods = chosen.flatMap((one, n) =>
    isPeriod(one.field) ? [{ chosen: one, delivered_on: given[n]?.delivered_on }] : [],
  )
  const change = datesFrom(periods, days, deal, await listDates(tx, organization_id, id))
  const moved =
    Object.keys(change).length > 0
      ? (await changeDates(tx, actor, id, version, change, preview, now)).moved
      : []
  if (preview) return { id, version, moved }
  const current = await currentOf(tx, organization_id, deal)
  await applyAmounts(tx, actor, id, chosen)
  await applyParcel(tx, actor, deal, chosen)
  for (const [n, one] of chosen.entries()) await applyPerson(tx, actor, id, one, given[n]?.contact_id)
  for (const one of chosen.filter(({ field }) => !isParty(field))) await settle(tx, actor, id, one, stated)
  const applied = chosen.map(({ extraction_id, document_id, field, value }) => ({
    ...{ extraction_id, document_id, field, from: current[field]?.value ?? null, to: value },
  }))
  await publish(tx, organization_id, valuesApplied, id, { applied })
  return { id, version: (await getTransaction(tx, organization_id, id)).version, moved }
}

/** The documents may have been read again, detached or moved to the trash since the person saw the value. */
function statedOf(stated: DocumentValue[], extraction_id: string): DocumentValue {
  const one = stated.find((value) => value.extraction_id === extraction_id)
  if (!one)
    throw new AppError('conflict', 'The documents of this deal no longer say this. Load the page again.')
  return one
}

function demandOnce(chosen: DocumentValue[]): void {
  const fields = chosen.map(({ field }) => field).filter((field) => !isParty(field))
  if (new Set(fields).size < fields.length)
    throw new AppError('invalid', 'Choose one value for each field.', {
      issues: [{ field: 'values', reason: 'has two values for one field' }],
    })
}

async function applyAmounts(tx: Tx, actor: Actor, id: string, chosen: DocumentValue[]): Promise<void> {
  const amounts = chosen.filter(({ field }) => ['sale_price', 'list_price', 'earnest_money'].includes(field))
  if (amounts.length === 0) return
  const { version } = await getTransaction(tx, actor.organization_id, id)
  const change = Object.fromEntries(amounts.map(({ field, value }) => [field, value]))
  await changeTransaction(tx, actor, id, version, change)
}

async function applyParcel(tx: Tx, actor: Actor, deal: Transaction, chosen: DocumentValue[]): Promise<void> {
  const parcel = chosen.find(({ field }) => field === 'parcel_number')
  if (!parcel) return
  const { version } = await getProperty(tx, actor.organization_id, deal.property_id)
  await changeProperty(tx, actor, deal.property_id, version, { parcel_number: parcel.value.slice(0, 60) })
}

/** A person becomes a party: as the contact that was chosen, the one of their name, or a new one. */
async function applyPerson(
  tx: Tx,
  actor: Actor,
  id: string,
  { field: role, value }: DocumentValue,
  chosen: string | undefined,
): Promise<void> {
  if (!isParty(role)) return
  const name = value.slice(0, 200)
  const contact_id = chosen ?? (await findContact(tx, name, []))
  if (contact_id) await addParty(tx, actor, id, { contact_id, role })
  else await addNewParty(tx, actor, id, { display_name: name, role })
}

async function settle(
  tx: Tx,
  { organization_id, user_id }: Actor,
  id: string,
  { field, document_id, key }: DocumentValue,
  stated: DocumentValue[],
): Promise<void> {
  const known = [key, ...stated.filter((one) => one.field === field).map((one) => one.key)]
  await saveSettled(tx, organization_id, id, { field, document_id, known, reason: null }, user_id)
}

/** A person doesn't want the value of this document for the deal; it isn't proposed again. */
export async function rejectValue(tx: Tx, actor: Actor, id: string, extraction_id: string): Promise<void> {
  const { organization_id, user_id } = actor
  const place = await placeOf(tx, actor, id, extraction_id)
  const { document_id, field } = place
  if (await insertRejected(tx, organization_id, place, user_id))
    await publish(tx, organization_id, valueRejected, id, { document_id, field })
}

export async function restoreValue(tx: Tx, actor: Actor, id: string, extraction_id: string): Promise<void> {
  const { organization_id } = actor
  const place = await placeOf(tx, actor, id, extraction_id)
  const { document_id, field } = place
  if (await deleteRejected(tx, organization_id, place))
    await publish(tx, organization_id, valueRestored, id, { document_id, field })
}

async function placeOf(tx: Tx, actor: Actor, transaction_id: string, extraction_id: string) {
  const { organization_id } = actor
  demand(mayEdit(actor, await getTransaction(tx, organization_id, transaction_id)), 'change this deal')
  const stated = await listStated(tx, organization_id, transaction_id)
  return { transaction_id, ...statedOf(stated, extraction_id) }
}
