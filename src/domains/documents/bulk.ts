import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { Permissions } from '#lib/permissions.ts'
import { logAccess } from './access/queries.ts'
import { documentChanged, documentRestored, documentTrashed } from './events.ts'
import { mayDelete, mayEdit } from './policy.ts'
import { listDocumentsById, saveTags, saveVisibility } from './queries.ts'
import { type BulkChange, type BulkResult, type Document, MOST_TAGS } from './schema.ts'
import { endOutreached } from './shares/shares.ts'
import { saveRestored, saveTrashed } from './trash/queries.ts'
import { demandAudience } from './uploads/audience.ts'

/**
 * One change to many documents. Each is checked separately: those that the person may not change are listed with the
 * reason, the rest are changed, all in one commit.
 */
export async function changeMany(
  tx: Tx,
  permissions: Permissions,
  actor: Actor,
  change: BulkChange,
  now: Date,
): Promise<BulkResult> {
  if (change.action === 'move') await demandAudience(tx, actor.organization_id, change)
  const documents = new Map(
    (await listDocumentsById(tx, actor.organization_id, change.ids)).map((d) => [d.id, d]),
  )
  const allowed: Document[] = []
  const refused: BulkResult['refused'] = []
  for (const id of new Set(change.ids)) {
    const document = documents.get(id)
    const may = change.action === 'trash' || change.action === 'restore' ? mayDelete : mayEdit
    if (!document) refused.push({ id, reason: 'Document not found.' })
    else if (!may(actor, document))
      refused.push({ id, reason: 'You don’t have permission to change this document.' })
    else if (change.action === 'tag' && new Set([...document.tags, ...change.tags]).size > MOST_TAGS)
      refused.push({ id, reason: `A document has at most ${MOST_TAGS} tags.` })
    else allowed.push(document)
  }
  const done = allowed.length > 0 ? await apply(tx, permissions, actor, change, allowed, now) : []
  for (const { id } of allowed) if (!done.includes(id)) refused.push({ id, reason: 'Document not found.' })
  return { done, refused }
}

async function apply(
  tx: Tx,
  permissions: Permissions,
  actor: Actor,
  change: BulkChange,
  documents: Document[],
  now: Date,
): Promise<string[]> {
  const { organization_id } = actor
  let ids = documents.map((document) => document.id)
  if (change.action === 'tag') await saveTags(tx, organization_id, ids, change.tags, [])
  if (change.action === 'untag') await saveTags(tx, organization_id, ids, [], change.tags)
  if (change.action === 'move')
    await saveVisibility(tx, organization_id, ids, change.visibility, change.team_id ?? null)
  if (change.action === 'move') await endOutreached(tx, permissions, actor, ids, now)
  if (change.action === 'trash') await saveTrashed(tx, organization_id, ids, actor.user_id, now)
  if (change.action === 'restore') ids = await saveRestored(tx, organization_id, ids)
  if (ids.length === 0) return []
  const action = change.action === 'trash' ? 'delete' : 'edit'
  await logAccess(tx, actor, ...ids.map((document_id) => ({ document_id, action }) as const))
  const done = documents.filter(({ id }) => ids.includes(id))
  await Promise.all(done.map((document) => record(tx, actor, change, document)))
  return ids
}

async function record(tx: Tx, actor: Actor, change: BulkChange, document: Document): Promise<void> {
  const { organization_id } = actor
  if (change.action === 'trash')
    await publish(tx, organization_id, documentTrashed, document.id, {
      title: document.title ?? document.filename,
    })
  else if (change.action === 'restore') await publish(tx, organization_id, documentRestored, document.id, {})
  else if (change.action === 'move')
    await publish(tx, organization_id, documentChanged, document.id, {
      visibility: { from: document.visibility, to: change.visibility },
    })
  else
    await publish(tx, organization_id, documentChanged, document.id, {
      tags: { from: document.tags, to: { [change.action]: change.tags } },
    })
}
