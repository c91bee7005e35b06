import { sql } from 'kysely'
import type { Extraction } from '#domains/documents/schema.ts'
import type { Tx } from '#infra/postgres.ts'

function extractions(tx: Tx, organization_id: string, document_id: string) {
  return tx
    .selectFrom('document_extractions')
    .select([
      'id',
      'field',
      'value',
      'normalized',
      'page_number',
      'box',
      'state',
      'decided_by',
      'decided_at',
      'version_number',
    ])
    .select(sql<number>`confidence::float8`.as('confidence'))
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
}

export function listExtractions(tx: Tx, organization_id: string, document_id: string): Promise<Extraction[]> {
  return extractions(tx, organization_id, document_id).orderBy('page_number').orderBy('id').execute()
}

export function findExtraction(
  tx: Tx,
  organization_id: string,
  document_id: string,
  id: string,
): Promise<Extraction | undefined> {
  return extractions(tx, organization_id, document_id).where('id', '=', id).executeTakeFirst()
}

export async function saveDecision(
  tx: Tx,
  organization_id: string,
  id: string,
  decision: {
    state: Extraction['state']
    normalized: string | null
    decided_by: string | null
    decided_at: Date
  },
): Promise<void> {
  await tx
    .updateTable('document_extractions')
    .set(decision)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}
