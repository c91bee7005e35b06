import { listActiveRules, shareRules } from '#domains/transactions/requirement-rules/queries.ts'
import { fillDeals } from '#domains/transactions/requirements/filling/fill.ts'
import { changeList, type KnownItem } from '#domains/transactions/rules/requirement-list.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { deleteItems, listFacts, listItems, lockDeals, saveItems } from './queries.ts'

/** Brings the lists of these deals to what the rules say, and answers on how many something changed. */
export async function evaluateDeals(tx: Tx, organization_id: string, ids: string[]): Promise<number> {
  if (ids.length === 0) return 0
  // In one flight: what is read after the locks is as it is once they are held.
  const [, , rules, items, facts] = await Promise.all([
    lockDeals(tx, organization_id, ids),
    shareRules(tx, organization_id),
    listActiveRules(tx, organization_id),
    listItems(tx, organization_id, ids),
    listFacts(tx, organization_id, ids),
  ])
  const changes = [...facts].map(([transaction_id, known]) => ({
    transaction_id,
    ...changeList(rules, known, (items.get(transaction_id) ?? []) as KnownItem[]),
  }))
  const changed = changes.filter(({ save, drop }) => save.length + drop.length > 0)
  const drop = changed.flatMap((one) => one.drop)
  const save = changed.flatMap((one) =>
    one.save.map((item) => ({ ...item, transaction_id: one.transaction_id })),
  )
  await deleteItems(tx, organization_id, drop)
  await saveItems(tx, organization_id, save)
  const grown = changed.filter((one) => one.save.length > 0).map(({ transaction_id }) => transaction_id)
  await fillDeals(tx, organization_id, grown)
  return changed.length
}
