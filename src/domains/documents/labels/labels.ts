import type { Document, DocumentType } from '#domains/documents/schema.ts'
import { REVIEW_BELOW } from '#domains/documents/understanding/understand.ts'
import { enqueue } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { deleteLabels, saveLabel, takeLabel } from './queries.ts'

/** Stores a correction of a document's type and has the organization's classifier learn from all corrections. */
export async function learnFromCorrection(
  tx: Tx,
  actor: Actor,
  document: Document,
  document_type: DocumentType,
): Promise<void> {
  const { organization_id } = actor
  await saveLabel(tx, organization_id, {
    document_id: document.id,
    predicted_type: document.type_source === 'person' ? null : document.document_type,
    predicted_score: document.confidence_score?.toFixed(4) ?? null,
    predicted_category: document.category,
    document_type,
    labelled_by: actor.user_id ?? '',
  })
  await learnAnew(tx, organization_id)
}

/** A document's type before people corrected it; the correction no longer trains the classifier. */
export async function takeBackCorrection(tx: Tx, organization_id: string, { id, type_source }: Document) {
  const label = type_source === 'person' ? await takeLabel(tx, organization_id, id) : undefined
  if (!label?.predicted_type)
    throw new AppError('refused', 'There’s no earlier type to go back to. Choose the right type.')
  await learnAnew(tx, organization_id)
  return {
    document_type: label.predicted_type,
    category: label.predicted_category,
    confidence_score: label.predicted_score,
    type_source: 'classifier' as const,
    needs_review: Number(label.predicted_score ?? 0) < REVIEW_BELOW,
  }
}

/** Forgets what was learned from these documents. */
export async function forgetCorrections(
  tx: Tx,
  organization_id: string,
  document_ids: string[],
): Promise<void> {
  if ((await deleteLabels(tx, organization_id, document_ids)) > 0) await learnAnew(tx, organization_id)
}

/** Retrains the organization's classifier on all of its corrections. */
export function learnAnew(tx: Tx, organization_id: string): Promise<void> {
  return enqueue(tx, 'documents.learn', { organization_id }, { key: `documents.learn:${organization_id}` })
}
