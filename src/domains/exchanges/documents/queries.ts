import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { ExchangeDocument, ExchangeDocumentKind } from './schema.ts'

function selectDocuments(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('exchange_documents as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'a.organization_id').onRef('d.id', '=', 'a.document_id'),
    )
    .select(['a.id', 'a.document_id', 'a.kind', 'd.title', 'd.filename', 'd.mime_type', 'd.file_size'])
    .select(['d.version_number', 'a.created_at'])
    .where('a.organization_id', '=', organization_id)
    .where('a.exchange_id', '=', exchange_id)
    .where('d.deleted_at', 'is', null)
}

export function pageOfDocuments(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<ExchangeDocument[]> {
  const query = selectDocuments(tx, organization_id, exchange_id)
  return readPage(query, 'a.id', page, 'newest') as Promise<ExchangeDocument[]>
}

export async function getAttachedDocument(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  document_id: string,
): Promise<ExchangeDocument> {
  const row = await selectDocuments(tx, organization_id, exchange_id)
    .where('a.document_id', '=', document_id)
    .executeTakeFirst()
  return found(row, 'document') as ExchangeDocument
}

export async function isAttached(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  document_id: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('exchange_documents')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('document_id', '=', document_id)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the person sees the document, outside of the trash. */
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

export async function insertAttached(
  tx: Tx,
  organization_id: string,
  row: { exchange_id: string; document_id: string; kind: ExchangeDocumentKind; created_by: string | null },
): Promise<void> {
  await tx
    .insertInto('exchange_documents')
    .values({ organization_id, ...row })
    .execute()
}

export async function deleteAttached(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  document_id: string,
): Promise<void> {
  await tx
    .deleteFrom('exchange_documents')
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('document_id', '=', document_id)
    .execute()
}

/** Whether a document of an exchange is evidence: of a notice, or out for signature, or signed. */
export async function isEvidence(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  document_id: string,
): Promise<boolean> {
  const notice = await tx
    .selectFrom('identification_notices')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('document_id', '=', document_id)
    .limit(1)
    .executeTakeFirst()
  const request = await tx
    .selectFrom('signature_requests')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('document_id', '=', document_id)
    .where('status', 'in', ['open', 'completed'])
    .limit(1)
    .executeTakeFirst()
  return notice !== undefined || request !== undefined
}
