import { extractionDecided } from '#domains/documents/events.ts'
import { mayEdit } from '#domains/documents/policy.ts'
import { getDocument } from '#domains/documents/queries.ts'
import type { Extraction } from '#domains/documents/schema.ts'
import { publish } from '#infra/events.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { demand, found } from '#lib/errors.ts'
import { findExtraction, saveDecision } from './queries.ts'

/** A person accepts, corrects or rejects what was read; until then no extracted value changes anything. */
export async function decideExtraction(
  tx: Tx,
  actor: Actor,
  document_id: string,
  id: string,
  decision: { state: Extraction['state']; value?: string | undefined },
  now: Date,
): Promise<Extraction> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  demand(mayEdit(actor, document), 'decide on what was read from this document')
  const { version_number } = document
  const find = () => findExtraction(tx, actor.organization_id, document_id, version_number, id)
  const before = found(await find(), 'extracted value')
  const normalized = decision.value ?? before.normalized
  // What is taken back of an earlier version's value was still accepted there.
  const undone = before.from_earlier_version && decision.state === 'proposed'
  await saveDecision(tx, actor.organization_id, id, {
    state: undone ? 'accepted' : decision.state,
    normalized,
    decided_by: actor.user_id,
    decided_at: now,
    decided_version_number: undone ? before.version_number : version_number,
  })
  const { field } = before
  await publish(tx, actor.organization_id, extractionDecided, document_id, {
    extraction_id: id,
    field,
    value: normalized ?? before.value,
    state: decision.state,
  })
  return found(await find(), 'extracted value')
}
