import { requestItemChanged } from '#domains/documents/events.ts'
import { countGood, holdItemOf, saveItemCount } from '#domains/documents/requests/items/queries.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { saveRequest } from './queries.ts'

/**
 * After a file was read, or couldn't be: one that can't be opened doesn't count for the item that it was sent for, which
 * is asked for again, also where its sender thought that they were done. Read at a later attempt, it counts.
 */
export async function recountArrivals(tx: Tx, organization_id: string, document_id: string): Promise<void> {
  const item = await holdItemOf(tx, organization_id, document_id)
  if (!item) return
  const received_count = await countGood(tx, organization_id, item.id)
  if (received_count === item.received_count) return
  const state =
    item.state === 'received' && received_count === 0
      ? 'open'
      : item.state === 'open' && received_count > item.received_count
        ? 'received'
        : item.state
  await saveItemCount(tx, organization_id, item.id, { state, received_count })
  if (state === item.state) return
  if (state === 'open') await saveRequest(tx, organization_id, item.request_id, { fulfilled_at: null })
  await publish(tx, organization_id, requestItemChanged, item.request_id, { title: item.title, state })
}
