import { sql } from 'kysely'
import type { Page } from '#domains/documents/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'

/** The pages of a version, without the positions of their words. */
export async function listPages(tx: Tx, organization_id: string, version_id: string): Promise<Page[]> {
  const { rows } = await sql<Page>`
    select page_number, width, height, text, '[]'::jsonb as words, source, image_path is not null as has_image
      from document_pages where organization_id = ${organization_id} and version_id = ${version_id}
     order by page_number limit 2000`.execute(tx)
  return rows
}

export async function getPage(tx: Tx, organization_id: string, version_id: string, page_number: number) {
  const row = await tx
    .selectFrom('document_pages')
    .select(['page_number', 'width', 'height', 'text', 'words', 'source', 'image_path', 'thumbnail_path'])
    .where('organization_id', '=', organization_id)
    .where('version_id', '=', version_id)
    .where('page_number', '=', page_number)
    .executeTakeFirst()
  return found(row, 'page of this document')
}
