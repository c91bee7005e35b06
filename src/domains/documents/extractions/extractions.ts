import { extractionDecided } from '#domains/documents/events.ts'
import { mayEdit } from '#domains/documents/policy.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { type Extraction, FIELD_KINDS } from '#domains/documents/schema.ts'
import { publish } from '#infra/events.ts'
import type { Tx } from '#infra/postgres.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { acceptSure, findExtraction, saveDecision } from './queries.ts'

/** A person accepts, corrects or rejects what was read; until then no extracted value changes anything. */
export async function decideExtraction(
  tx: Tx,
  actor: Actor,
  document_id: string,
  id: string,
  decision: { state: Extraction['state']; value?: string | undefined; field?: string | undefined },
  now: Date,
): Promise<Extraction> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  demand(mayEdit(actor, document), 'decide on what was read from this document')
  const { version_number } = document
  const find = () => findExtraction(tx, actor.organization_id, document_id, version_number, id)
  const before = found(await find(), 'extracted value')
  const normalized = decision.value ?? before.normalized
  const field = decision.field ?? before.field
  if (field !== before.field) demandField(before, field)
  // What is taken back of an earlier version's value was still accepted there.
  const undone = before.from_earlier_version && decision.state === 'proposed'
  await saveDecision(tx, actor.organization_id, id, {
    state: undone ? 'accepted' : decision.state,
    field,
    normalized,
    decided_by: actor.user_id,
    decided_at: now,
    decided_version_number: undone ? before.version_number : version_number,
  })
  await publish(tx, actor.organization_id, extractionDecided, document_id, {
    extraction_id: id,
    field,
    value: normalized ?? before.value,
    state: decision.state,
  })
  return found(await find(), 'extracted value')
}

/** A day is no sum, and nobody is an address: a value keeps its kind. */
function demandField(before: Extraction, field: string): void {
  const kind = FIELD_KINDS.find((fields) => fields.includes(before.field))
  if (!kind?.includes(field))
    throw new AppError(
      'invalid',
      kind ? `This value can be one of: ${kind.join(', ')}.` : 'The field of this value can’t be changed.',
      { field: 'field' },
    )
}

/**
 * Accepts what was read from the newest version with at least this confidence, and answers how many values that were. Where
 * a day or a sum has two different readings, a person has to choose.
 */
export async function acceptExtractions(
  tx: Tx,
  actor: Actor,
  document_id: string,
  from: number,
  now: Date,
): Promise<{ accepted: number }> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  demand(mayEdit(actor, document), 'decide on what was read from this document')
  const accepted = await acceptSure(tx, actor.organization_id, document_id, document.version_number, {
    from,
    decided_by: actor.user_id,
    decided_at: now,
  })
  for (const { id, field, value, normalized } of accepted)
    await publish(tx, actor.organization_id, extractionDecided, document_id, {
      extraction_id: id,
      field,
      value: normalized ?? value,
      state: 'accepted',
    })
  return { accepted: accepted.length }
}
