import { extractionDecided } from '#domains/documents/events.ts'
import { mayEdit } from '#domains/documents/policy.ts'
import { concernsProperty, savePropertyAddress } from '#domains/documents/properties/queries.ts'
import { getDocument } from '#domains/documents/queries.ts'
import { isUnclear } from '#domains/documents/rules/periods.ts'
import type { Document } from '#domains/documents/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { normalizeCorrection } from './corrections.ts'
import { acceptSure, countProposed, findExtraction, type Read, saveDecision } from './queries.ts'
import { type Extraction, FIELD_KINDS } from './schema.ts'

type Decision = { state: Extraction['state']; value?: string | undefined; field?: string | undefined }

/**
 * A person accepts, corrects or rejects what was read; until then no extracted value changes anything. `proposed`
 * undoes the decision: the value is what was read again.
 */
export async function decideExtraction(
  tx: Tx,
  actor: Actor,
  document_id: string,
  id: string,
  decision: Decision,
  now: Date,
): Promise<Extraction> {
  const document = await getEditable(tx, actor, document_id)
  const { version_number } = document
  const find = () => findExtraction(tx, actor.organization_id, document_id, version_number, id)
  const before = found(await find(), 'extracted value')
  const { field, normalized } = correctedBy(decision, before)
  // A value from an earlier version that is undone here was still accepted there.
  const undone = before.from_earlier_version && decision.state === 'proposed'
  const state = undone ? 'accepted' : decision.state
  await saveDecision(tx, actor.organization_id, id, {
    state,
    field,
    normalized,
    decided_by: state === 'proposed' ? null : actor.user_id,
    decided_at: state === 'proposed' ? null : now,
    decided_version_number: undone ? before.version_number : version_number,
  })
  if (concernsProperty(before.field, field)) await savePropertyAddress(tx, actor.organization_id, document_id)
  await publish(tx, actor.organization_id, extractionDecided, document_id, {
    extraction_id: id,
    field,
    value: normalized ?? before.value,
    state: decision.state,
  })
  return found(await find(), 'extracted value')
}

/** The value after the decision. Only an accepted value is corrected; an undone one is what was read. */
function correctedBy(
  { state, value, field }: Decision,
  before: Read,
): Pick<Extraction, 'field' | 'normalized'> {
  if (state === 'proposed')
    return {
      field: before.read_field ?? before.field,
      normalized: before.read_normalized ?? before.normalized,
    }
  const corrects = value !== undefined || field !== undefined
  if (corrects && state === 'rejected')
    throw new AppError('invalid', 'To correct a value, accept it with the right one.')
  if (field !== undefined && field !== before.field) demandField(before, field)
  const after = {
    field: field ?? before.field,
    normalized:
      value === undefined || value === before.normalized
        ? before.normalized
        : normalizeCorrection(field ?? before.field, value),
  }
  if (state === 'accepted' && isUnclear(after.field, after.normalized ?? before.value))
    throw new AppError('invalid', UNCLEAR, { issues: [{ field: 'value', reason: UNCLEAR }] })
  return after
}

const UNCLEAR = 'The document says two things here. Enter the one that counts.'

async function getEditable(tx: Tx, actor: Actor, document_id: string): Promise<Document> {
  const document = await getDocument(tx, actor.organization_id, document_id)
  if (document.deleted_at)
    throw new AppError('refused', 'This document is in the trash. Restore it to work on its values.')
  demand(mayEdit(actor, document), 'change the key terms of this document')
  return document
}

/** A day is not an amount, and a person is not an address: a value keeps its kind. */
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
 * Accepts what was read from the newest version with at least this confidence, and returns those values. Where a day or
 * an amount has two different readings, a person has to choose; `left` counts these.
 */
export async function acceptExtractions(
  tx: Tx,
  actor: Actor,
  document_id: string,
  from: number,
  now: Date,
): Promise<{ accepted: string[]; left: number }> {
  const document = await getEditable(tx, actor, document_id)
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
  if (concernsProperty(...accepted.map(({ field }) => field)))
    await savePropertyAddress(tx, actor.organization_id, document_id)
  const left = await countProposed(tx, actor.organization_id, document_id, document.version_number, from)
  return { accepted: accepted.map(({ id }) => id), left }
}
