import type { Tx } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'

/** A document that the person sees, with the hash of its current file: what was shown stays known when it changes. */
export async function getEvidence(
  tx: Tx,
  organization_id: string,
  document_id: string,
): Promise<{ document_id: string; document_hash: string }> {
  const row = await tx
    .selectFrom('documents')
    .select(['id as document_id', 'file_hash as document_hash'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', document_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return found(row, 'document')
}
