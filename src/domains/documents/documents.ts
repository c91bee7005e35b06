import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand } from '#lib/errors.ts'
import type { Permissions } from '#lib/permissions.ts'
import { logAccess } from './access/queries.ts'
import { documentChanged, documentRetried, typeCorrected } from './events.ts'
import { learnFromCorrection, takeBackCorrection } from './labels/labels.ts'
import { mayEdit, mayRetainUntil, rightsOf } from './policy.ts'
import { saveRetry } from './processing/queries.ts'
import {
  type DocumentAndReach,
  getDocument,
  getDocumentAndReach,
  type SavedChange,
  saveDocument,
} from './queries.ts'
import { CATEGORIES } from './rules/categories.ts'
import type { Document, DocumentChange, DocumentDetail } from './schema.ts'
import { endOutreached } from './shares/shares.ts'
import { demandAudience } from './uploads/audience.ts'
import { queueReading } from './uploads/uploads.ts'

const AUDITED = [
  'title',
  'description',
  'document_type',
  'category',
  'tags',
  'custom_fields',
  'visibility',
  'team_id',
  'filename',
  'retain_until',
] as const

/** Includes what the person may do with the document, so that the page offers exactly that. */
export function detailOf(actor: Actor, { document, reach }: DocumentAndReach, now: Date): DocumentDetail {
  return { ...document, may: rightsOf(actor, document, reach, today(now, actor)) }
}

/** Changes a document's details. A corrected type also trains the organization's classifier. */
export async function changeDocument(
  tx: Tx,
  permissions: Permissions,
  actor: Actor,
  id: string,
  version: number,
  said: DocumentChange,
  now: Date,
): Promise<DocumentAndReach> {
  const { document: before, reach } = await getDocumentAndReach(tx, actor.organization_id, id)
  demand(mayEdit(actor, before), 'change this document')
  const { document_type: chosen, ...others } = said
  // A person who says what kind it is says with it that the type is right.
  const document_type = chosen === undefined && said.category ? (before.document_type ?? undefined) : chosen
  const corrected = document_type && document_type !== before.document_type ? document_type : undefined
  const change: SavedChange = {
    ...others,
    ...(document_type && { document_type }),
    // The category belonged to the previous type.
    ...(corrected && said.category === undefined && { category: null }),
    ...(document_type === null && (await takeBackCorrection(tx, actor.organization_id, before))),
  }
  demandCategory(change.document_type ?? before.document_type, change.category)
  if (change.retain_until !== undefined)
    demand(
      mayRetainUntil(actor, before.retain_until, change.retain_until),
      'shorten the retention of this document',
    )
  const moved = 'visibility' in change || 'team_id' in change
  if (moved)
    await demandAudience(tx, actor.organization_id, {
      visibility: change.visibility ?? before.visibility,
      team_id: change.team_id === undefined ? before.team_id : change.team_id,
    })
  // One flight. If the version has changed since, none of it is kept.
  const [saved] = await Promise.all([
    saveDocument(tx, actor.organization_id, id, version, { ...change, updated_by: actor.user_id }),
    publish(
      tx,
      actor.organization_id,
      documentChanged,
      id,
      changesOf(before, { ...before, ...change }, AUDITED),
    ),
    logAccess(tx, actor, { document_id: id, action: 'edit' }),
    corrected &&
      publish(tx, actor.organization_id, typeCorrected, id, {
        from: before.document_type,
        to: corrected,
      }),
  ])
  const document = { ...before, ...unchanged(saved, 'document') }
  if (moved) await endOutreached(tx, permissions, actor, [id], now)
  if (document_type) await learnFromCorrection(tx, actor, before, document_type)
  return moved ? getDocumentAndReach(tx, actor.organization_id, id) : { document, reach }
}

/** A category must belong to the type. */
function demandCategory(type: Document['document_type'], category: string | null | undefined): void {
  if (!category || (type && category in CATEGORIES[type])) return
  throw new AppError('invalid', 'This category belongs to another type.', {
    issues: [{ field: 'category', reason: type ? `isn’t a category of the type ${type}` : 'needs a type' }],
  })
}

/** Reads a document again after a failed reading. */
export async function retryDocument(tx: Tx, actor: Actor, id: string): Promise<DocumentAndReach> {
  const document = await getDocument(tx, actor.organization_id, id)
  demand(mayEdit(actor, document), 'reprocess this document')
  await saveRetry(tx, actor.organization_id, id)
  await publish(tx, actor.organization_id, documentRetried, id, {})
  await queueReading(tx, actor.organization_id, id, document.version_number)
  return getDocumentAndReach(tx, actor.organization_id, id)
}
