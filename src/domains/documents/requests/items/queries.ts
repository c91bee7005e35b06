import { sql } from 'kysely'
import { requestClosed } from '#domains/documents/events.ts'
import { PROBLEM, type RequestLink } from '#domains/documents/requests/queries.ts'
import type { ItemState, RequestItem } from '#domains/documents/requests/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Undefined where there is no such item. What nobody needs, or has to be sent anew, keeps the files that came for it. */
export async function saveItemState(
  tx: Tx,
  organization_id: string,
  document_request_id: string,
  id: string,
  state: ItemState,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('document_request_items')
    .set({ state })
    .where('organization_id', '=', organization_id)
    .where('document_request_id', '=', document_request_id)
    .where('id', '=', id)
    .returning('title')
    .executeTakeFirst()
  return row?.title
}

/** All items that are in the one state come into the other. */
export async function saveItemStates(
  tx: Tx,
  organization_id: string,
  document_request_id: string,
  from: ItemState,
  to: ItemState,
): Promise<void> {
  await tx
    .updateTable('document_request_items')
    .set({ state: to })
    .where('organization_id', '=', organization_id)
    .where('document_request_id', '=', document_request_id)
    .where('state', '=', from)
    .execute()
}

/** The items that the request's last closing made unneeded. */
export async function listWaivedByClosing(tx: Tx, organization_id: string, id: string): Promise<string[]> {
  const { rows } = await sql<{ waived: string[] | null }>`
    select payload -> 'waived' as waived from events
     where organization_id = ${organization_id} and subject_id = ${id} and name = ${requestClosed.name}
     order by id desc limit 1`.execute(tx)
  return rows[0]?.waived ?? []
}

/** Counts a file for an item: the one that was named, else the first that is open, else the first. */
export async function countForItem(
  tx: Tx,
  { organization_id, id }: RequestLink,
  item_id: string | undefined,
): Promise<{ id: string; title: string } | undefined> {
  const { rows } = await sql<{ id: string; title: string }>`
    update document_request_items set state = 'received', received_count = received_count + 1
     where organization_id = ${organization_id} and document_request_id = ${id} and id = coalesce(${item_id ?? null}::uuid, (
             select id from document_request_items
              where organization_id = ${organization_id} and document_request_id = ${id}
              order by state <> 'open', position limit 1))
    returning id, title`.execute(tx)
  return rows[0]
}

/** The item that a document came for, held until the end of the transaction: files are counted one after the other. */
export async function holdItemOf(tx: Tx, organization_id: string, document_id: string) {
  const { rows } = await sql<
    Pick<RequestItem, 'id' | 'title' | 'state' | 'received_count'> & { request_id: string }
  >`
    select i.id, i.title, i.state, i.received_count, i.document_request_id as request_id
      from documents d join document_request_items i
        on i.organization_id = d.organization_id and i.id = d.document_request_item_id
     where d.organization_id = ${organization_id} and d.id = ${document_id} for update of i`.execute(tx)
  return rows[0]
}

/** How many files that can be opened have come for an item. */
export async function countGood(tx: Tx, organization_id: string, item_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from documents d
     where d.organization_id = ${organization_id} and d.document_request_item_id = ${item_id}
       and d.parent_document_id is null and (${PROBLEM}) is null`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function saveItemCount(
  tx: Tx,
  organization_id: string,
  id: string,
  counted: Pick<RequestItem, 'state' | 'received_count'>,
): Promise<void> {
  await tx
    .updateTable('document_request_items')
    .set(counted)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
