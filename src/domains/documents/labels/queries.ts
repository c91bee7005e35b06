import { sql } from 'kysely'
import type { DocumentType } from '#domains/documents/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

type NewLabel = {
  document_id: string
  predicted_type: DocumentType | null
  predicted_score: string | null
  predicted_category: string | null
  document_type: DocumentType
  labelled_by: string
}

/**
 * The text is stored with the label, as it was when the person corrected the type; it is deleted when the document is
 * purged.
 */
export async function saveLabel(tx: Tx, organization_id: string, label: NewLabel): Promise<void> {
  await sql`
    insert into document_labels (organization_id, document_id, predicted_type, predicted_score, predicted_category,
                                 document_type, labelled_by, text)
    select organization_id, id, ${label.predicted_type}, ${label.predicted_score}::numeric, ${label.predicted_category},
           ${label.document_type}, ${label.labelled_by}::uuid, left(coalesce(extracted_text, ''), 20000)
      from documents where organization_id = ${organization_id} and id = ${label.document_id}
    on conflict (organization_id, document_id) do update
       set document_type = excluded.document_type, labelled_by = excluded.labelled_by, text = excluded.text,
           created_at = now()`.execute(tx)
}

/** Removes the label of a document, and returns what was read before it. */
export function takeLabel(
  tx: Tx,
  organization_id: string,
  document_id: string,
): Promise<Pick<NewLabel, 'predicted_type' | 'predicted_score' | 'predicted_category'> | undefined> {
  return tx
    .deleteFrom('document_labels')
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .returning(['predicted_type', 'predicted_score', 'predicted_category'])
    .executeTakeFirst()
}

export function listLabels(
  tx: Tx,
  organization_id: string,
  limit: number,
): Promise<{ document_type: DocumentType; text: string }[]> {
  return tx
    .selectFrom('document_labels')
    .select(['document_type', 'text'])
    .where('organization_id', '=', organization_id)
    .where('text', '<>', '')
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
}

export async function saveModel(
  tx: Tx,
  organization_id: string,
  model: object,
  label_count: number,
): Promise<void> {
  const row = { model: JSON.stringify(model), label_count }
  await tx
    .insertInto('classifier_models')
    .values({ organization_id, ...row })
    .onConflict((conflict) =>
      conflict.column('organization_id').doUpdateSet({ ...row, updated_at: new Date() }),
    )
    .execute()
}

/** Returns the number of deleted labels. */
export async function deleteLabels(tx: Tx, organization_id: string, document_ids: string[]): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('document_labels')
    .where('organization_id', '=', organization_id)
    .where('document_id', 'in', document_ids)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
