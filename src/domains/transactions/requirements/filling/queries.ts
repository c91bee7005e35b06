import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Documents attached to these deals, known by their type, that were submitted for nothing yet. */
export function listUnused(
  tx: Tx,
  organization_id: string,
  deals: string[],
  document_id?: string | undefined,
) {
  let query = tx
    .selectFrom('transaction_documents as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'a.organization_id').onRef('d.id', '=', 'a.document_id'),
    )
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'a.organization_id').onRef('t.id', '=', 'a.transaction_id'),
    )
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['d.property_address', 'p.address_line1', 'p.address_line2', 'p.city', 'p.state', 'p.zip_code'])
    .select(['a.transaction_id', 'a.created_by', 'd.id', 'd.document_type', 'd.category', 'd.version_number'])
    .where('a.organization_id', '=', organization_id)
    .where('a.transaction_id', 'in', deals)
    .where('d.deleted_at', 'is', null)
    .where('d.document_type', 'is not', null)
    .where(
      sql<boolean>`not exists (select from transaction_requirements q where q.organization_id = a.organization_id
        and q.transaction_id = a.transaction_id and q.document_id = a.document_id)`,
    )
  if (document_id) query = query.where('d.id', '=', document_id)
  return query.orderBy('a.id').execute()
}

/** Items that a document can fill: open ones, and those whose document was rejected. */
export async function listFillable(tx: Tx, organization_id: string, deals: string[]) {
  const rows = await tx
    .selectFrom('transaction_requirements')
    .select(['id', 'transaction_id', 'name', 'document_type', 'document_category'])
    .where('organization_id', '=', organization_id)
    .where('transaction_id', 'in', deals)
    .where('document_type', 'is not', null)
    .where('requirement', '<>', 'not_applicable')
    .where('state', 'in', ['open', 'rejected'])
    .orderBy('position')
    .execute()
  return Map.groupBy(rows, ({ transaction_id }) => transaction_id)
}

/** The open deals to which a document is attached; archived ones stay as they are. */
export async function listDealsWith(tx: Tx, organization_id: string, document_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('transaction_documents as a')
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'a.organization_id').onRef('t.id', '=', 'a.transaction_id'),
    )
    .select('t.id')
    .where('a.organization_id', '=', organization_id)
    .where('a.document_id', '=', document_id)
    .where(sql<boolean>`t.status in ('active', 'pending') and t.archived_at is null`)
    .orderBy('t.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** What a document was submitted for in these deals. */
export function listFilledBy(tx: Tx, organization_id: string, deals: string[], document_id: string) {
  return tx
    .selectFrom('transaction_requirements as q')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'q.organization_id').onRef('d.id', '=', 'q.document_id'),
    )
    .select(['q.id', 'q.transaction_id', 'q.name', 'q.state', 'q.version_number', 'q.submitted_by'])
    .select('d.version_number as newest')
    .where('q.organization_id', '=', organization_id)
    .where('q.transaction_id', 'in', deals)
    .where('q.document_id', '=', document_id)
    .execute()
}
