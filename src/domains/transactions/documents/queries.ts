import { sql } from 'kysely'
import type { DocumentType } from '#domains/documents/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { AttachedDocument } from './schema.ts'

/** The policies of documents say which of them this person sees. */
function selectAttached(tx: Tx, organization_id: string, transaction_id: string) {
  return tx
    .selectFrom('transaction_documents as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'a.organization_id').onRef('d.id', '=', 'a.document_id'),
    )
    .select(['a.id', 'a.document_id', 'd.status', 'a.document_role', 'd.property_address'])
    .select('a.created_at')
    .select(sql<DocumentType | null>`d.document_type`.as('document_type'))
    .select(sql<string>`coalesce(d.title, d.filename)`.as('title'))
    .where('a.organization_id', '=', organization_id)
    .where('a.transaction_id', '=', transaction_id)
    .where('d.deleted_at', 'is', null)
}

export function listAttached(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  page: PageAfter<string>,
): Promise<AttachedDocument[]> {
  return readPage(selectAttached(tx, organization_id, transaction_id), 'a.id', page)
}

export async function getAttached(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  document_id: string,
): Promise<AttachedDocument> {
  const row = await selectAttached(tx, organization_id, transaction_id)
    .where('a.document_id', '=', document_id)
    .executeTakeFirst()
  return found(row, 'document')
}

/** Whether the person sees the document, and it isn't in the trash. */
export async function seesDocument(tx: Tx, organization_id: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('documents')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function isAttached(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  document_id: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('transaction_documents')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .where('document_id', '=', document_id)
    .executeTakeFirst()
  return row !== undefined
}

type NewRow = {
  id: string
  transaction_id: string
  document_id: string
  document_role: string | null
  created_by: string | null
}

export async function insertAttached(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  await tx
    .insertInto('transaction_documents')
    .values({ organization_id, ...row })
    .execute()
}

/** False where it is attached already, or gone. */
export async function insertArrived(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  document_id: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into transaction_documents (organization_id, transaction_id, document_id)
    select organization_id, ${transaction_id}::uuid, id from documents
     where organization_id = ${organization_id} and id = ${document_id} and deleted_at is null
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}

export async function deleteAttached(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('transaction_documents')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
