import { requirementReopened, requirementSubmitted } from '#domains/transactions/events.ts'
import { lockDeals } from '#domains/transactions/requirements/evaluation/queries.ts'
import { saveState } from '#domains/transactions/requirements/queries.ts'
import { isElsewhere } from '#domains/transactions/rules/addresses.ts'
import { itemFor } from '#domains/transactions/rules/filling.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { listDealsWith, listFillable, listFilledBy, listUnused } from './queries.ts'

/**
 * Documents that are attached to these deals fill the items that ask for their kind, as submitted. One that is clearly
 * about another property fills nothing by itself.
 */
export async function fillDeals(
  tx: Tx,
  organization_id: string,
  deals: string[],
  document_id?: string,
): Promise<void> {
  if (deals.length === 0) return
  const unused = await listUnused(tx, organization_id, deals, document_id)
  const documents = unused.filter((one) => !isElsewhere(one.property_address, one))
  if (documents.length === 0) return
  const fillable = await listFillable(tx, organization_id, deals)
  for (const { id, transaction_id, created_by, version_number, ...kind } of documents) {
    const open = fillable.get(transaction_id) ?? []
    const item = itemFor(kind, open)
    if (!item) continue
    fillable.set(
      transaction_id,
      open.filter((other) => other !== item),
    )
    await saveState(tx, organization_id, item.id, {
      ...{ state: 'submitted', document_id: id, submitted_by: created_by },
    })
    await publish(tx, organization_id, requirementSubmitted, transaction_id, {
      ...{ requirement_id: item.id, requirement: item.name, document_id: id, version_number },
    })
  }
}

/** Once it is known what a document is, also where it is attached already. */
export async function fillWith(tx: Tx, organization_id: string, document_id: string): Promise<void> {
  const deals = await lockDealsWith(tx, organization_id, document_id)
  await fillDeals(tx, organization_id, deals, document_id)
}

async function lockDealsWith(tx: Tx, organization_id: string, document_id: string): Promise<string[]> {
  const deals = await listDealsWith(tx, organization_id, document_id)
  if (deals.length > 0) await lockDeals(tx, organization_id, deals)
  return deals
}

/** A newer version is reviewed again, whether the one before was approved or rejected. */
export async function reviewAgain(tx: Tx, organization_id: string, document_id: string): Promise<void> {
  const deals = await lockDealsWith(tx, organization_id, document_id)
  if (deals.length === 0) return
  for (const item of await listFilledBy(tx, organization_id, deals, document_id)) {
    if (item.version_number === null || item.version_number >= item.newest) continue
    await saveState(tx, organization_id, item.id, { state: 'submitted' })
    await publish(tx, organization_id, requirementSubmitted, item.transaction_id, {
      ...{ requirement_id: item.id, requirement: item.name, document_id, version_number: item.newest },
    })
  }
}

/** A document that was detached from these deals, or is in the trash, fills nothing. The deals are locked. */
export async function emptyItems(
  tx: Tx,
  organization_id: string,
  deals: string[],
  document_id: string,
): Promise<void> {
  if (deals.length === 0) return
  for (const { id, transaction_id, name } of await listFilledBy(tx, organization_id, deals, document_id)) {
    await saveState(tx, organization_id, id, { state: 'open', document_id: null, submitted_by: null })
    await publish(tx, organization_id, requirementReopened, transaction_id, {
      ...{ requirement_id: id, requirement: name },
    })
  }
}

export async function emptyAll(tx: Tx, organization_id: string, document_id: string): Promise<void> {
  await emptyItems(tx, organization_id, await lockDealsWith(tx, organization_id, document_id), document_id)
}
