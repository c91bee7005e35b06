import { sql } from 'kysely'
import type { DocumentType } from '#domains/documents/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { DraftSource } from './schema.ts'

/** Documents of these types that a person uploaded since a day, about a property, in no deal and proposed for none. */
export function listDraftSources(
  tx: Tx,
  organization_id: string,
  user_id: string | null,
  { types, since }: { types: DocumentType[]; since: string },
  page: PageAfter<string>,
): Promise<DraftSource[]> {
  const query = tx
    .selectFrom('documents as d')
    .select(['d.id', 'd.created_at'])
    .select(sql<string>`coalesce(d.title, d.filename)`.as('title'))
    .select(sql<string>`d.document_type`.as('document_type'))
    .select(sql<string>`d.property_address`.as('address'))
    .where('d.organization_id', '=', organization_id)
    .where('d.uploaded_by', '=', user_id)
    .where('d.document_type', 'in', types)
    .where('d.created_at', '>=', since)
    .where('d.property_address', 'is not', null)
    .where('d.status', '=', 'ready')
    .where('d.deleted_at', 'is', null)
    .where(
      sql<boolean>`not exists (select from transaction_documents a
        where a.organization_id = d.organization_id and a.document_id = d.id)`,
    )
    .where(
      sql<boolean>`not exists (select from transaction_document_proposals a
        where a.organization_id = d.organization_id and a.document_id = d.id and a.state = 'proposed')`,
    )
  return readPage(query, 'd.id', page)
}

/** Contacts that the words of a name find, with their email addresses. */
export async function listContactsNamed(tx: Tx, words: string[], most: number) {
  const { rows } = await sql<{ id: string; display_name: string; emails: string[] }>`
    select c.id, c.display_name, c.email_keys as emails
      from find_contacts(${words}::text[], ${most}) f
      join contacts c on c.organization_id = app_organization_id() and c.id = f.id
     order by c.sort_name, c.id`.execute(tx)
  return rows
}
