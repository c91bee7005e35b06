import { attachDocument } from '#domains/transactions/documents/attachments.ts'
import { isAttached } from '#domains/transactions/documents/queries.ts'
import {
  requirementAdded,
  requirementApproved,
  requirementRejected,
  requirementRemoved,
  requirementReopened,
  requirementSubmitted,
  requirementWaived,
} from '#domains/transactions/events.ts'
import { mayEdit, mayReview } from '#domains/transactions/policy.ts'
import { getTransaction, lockTransaction } from '#domains/transactions/queries.ts'
import { fillDeals } from '#domains/transactions/requirements/filling/fill.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import {
  deleteRequirement,
  getRequirement,
  insertRequirement,
  listOutstanding,
  listRequirements,
  saveState,
} from './queries.ts'
import type {
  Approval,
  DealRequirement,
  DealRequirements,
  NewRequirement,
  Rejection,
  Submission,
  Waiver,
} from './schema.ts'

const MOST_ITEMS = 600

export async function readRequirements(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<DealRequirements> {
  await getTransaction(tx, organization_id, id)
  const items = await listRequirements(tx, organization_id, id)
  const outstanding = await listOutstanding(tx, organization_id, id)
  const required = items.filter(({ requirement }) => requirement === 'required').length
  return { id, items, required, outstanding: outstanding.length }
}

export async function addRequirement(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  said: NewRequirement,
): Promise<DealRequirement> {
  const { organization_id, user_id } = actor
  demand(mayEdit(actor, await lockTransaction(tx, organization_id, transaction_id)), 'change this deal')
  if ((await listRequirements(tx, organization_id, transaction_id)).length >= MOST_ITEMS)
    throw new AppError('refused', `A deal has at most ${MOST_ITEMS} required documents.`)
  const id = newId()
  await insertRequirement(tx, organization_id, { ...said, id, transaction_id, created_by: user_id })
  const payload = { requirement_id: id, requirement: said.name }
  await publish(tx, organization_id, requirementAdded, transaction_id, payload)
  await fillDeals(tx, organization_id, [transaction_id])
  return getRequirement(tx, organization_id, transaction_id, id)
}

/** Only what was added by hand; what a rule asks for is marked as not applicable instead. */
export async function removeRequirement(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
): Promise<void> {
  const { organization_id } = actor
  const item = await lockItem(tx, actor, transaction_id, id)
  if (item.rule_id)
    throw new AppError('refused', 'A rule asks for this document. Mark it as not applicable instead.')
  if (item.requirement === 'required' && item.state !== 'open') demandReview(actor)
  await deleteRequirement(tx, organization_id, id)
  await publish(tx, organization_id, requirementRemoved, transaction_id, namedOf(item))
}

/** The deal stays locked, so that a closing and a review of its documents follow each other. */
async function lockItem(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  allowed = mayEdit,
): Promise<DealRequirement> {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, transaction_id)
  demand(allowed(actor, deal), 'change this deal')
  return getRequirement(tx, organization_id, transaction_id, id)
}

function demandReview(actor: Actor): void {
  demand(may(actor, 'transactions.review'), 'review required documents')
}

const namedOf = ({ id, name }: DealRequirement) => ({ requirement_id: id, requirement: name })

export async function submitDocument(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  { document_id }: Submission,
): Promise<DealRequirement> {
  const { organization_id, user_id } = actor
  const item = await lockItem(tx, actor, transaction_id, id)
  if (item.state === 'approved' || item.state === 'not_applicable')
    throw new AppError('refused', 'Reopen this requirement before you submit another document for it.')
  if (!(await isAttached(tx, organization_id, transaction_id, document_id)))
    await attachDocument(tx, actor, transaction_id, { document_id }, { fill: false })
  if (item.state === 'rejected' && item.document_id === document_id && !isNewer(item))
    throw new AppError(
      'refused',
      'This version was rejected. Upload a new version, or submit another document.',
    )
  await saveState(tx, organization_id, id, { state: 'submitted', document_id, submitted_by: user_id })
  const after = await getRequirement(tx, organization_id, transaction_id, id)
  await publish(tx, organization_id, requirementSubmitted, transaction_id, {
    ...namedOf(item),
    ...{ document_id, version_number: found(after.document_version, 'document') },
  })
  return after
}

const isNewer = ({ document_version, version_number }: DealRequirement) =>
  (document_version ?? 0) > (version_number ?? 0)

type Seen = { document_id: string; version_number: number }

/** What is reviewed is what the reviewer looked at. */
function demandSeen(item: DealRequirement, seen: Seen): void {
  if (item.state !== 'submitted')
    throw new AppError('conflict', 'This document isn’t waiting for review anymore. Load the page again.')
  if (item.document_title === null && item.document_id === seen.document_id)
    throw new AppError('refused', 'You can’t see this document. Ask the person who submitted it to share it.')
  if (item.document_id !== seen.document_id || item.document_version !== seen.version_number)
    throw new AppError('conflict', 'There is a newer version of this document. Look at it first.')
}

export async function approveDocument(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  seen: Approval,
): Promise<DealRequirement> {
  const { organization_id, user_id } = actor
  const item = await lockItem(tx, actor, transaction_id, id, mayReview)
  demandSeen(item, seen)
  const { version_number, document_id } = seen
  await saveState(tx, organization_id, id, { state: 'approved', version_number, reviewed_by: user_id })
  const payload = { ...namedOf(item), document_id, version_number }
  await publish(tx, organization_id, requirementApproved, transaction_id, payload)
  return getRequirement(tx, organization_id, transaction_id, id)
}

export async function rejectDocument(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  { message, ...seen }: Rejection,
): Promise<DealRequirement> {
  const { organization_id, user_id } = actor
  const item = await lockItem(tx, actor, transaction_id, id, mayReview)
  demandSeen(item, seen)
  const { version_number } = seen
  await saveState(tx, organization_id, id, {
    state: 'rejected',
    version_number,
    reviewed_by: user_id,
    message,
  })
  await publish(tx, organization_id, requirementRejected, transaction_id, {
    ...{ ...namedOf(item), ...seen, reason: message, submitted_by: item.submitted_by },
  })
  return getRequirement(tx, organization_id, transaction_id, id)
}

/** What is required is waived by those who review; what is optional, by everyone who works on the deal. */
export async function waiveRequirement(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
  { reason }: Waiver,
): Promise<DealRequirement> {
  const { organization_id, user_id } = actor
  const item = await lockItem(tx, actor, transaction_id, id)
  if (item.requirement === 'required') demandReview(actor)
  if (item.state === 'not_applicable')
    throw new AppError('refused', 'This document is marked as not applicable already.')
  await saveState(tx, organization_id, id, { state: 'not_applicable', reviewed_by: user_id, message: reason })
  await publish(tx, organization_id, requirementWaived, transaction_id, { ...namedOf(item), reason })
  return getRequirement(tx, organization_id, transaction_id, id)
}

/** A document that was submitted is reviewed again; without one the requirement is open. */
export async function reopenRequirement(
  tx: Tx,
  actor: Actor,
  transaction_id: string,
  id: string,
): Promise<DealRequirement> {
  const { organization_id } = actor
  const item = await lockItem(tx, actor, transaction_id, id)
  if (item.requirement === 'required') demandReview(actor)
  if (item.state === 'open' || item.state === 'submitted')
    throw new AppError('refused', 'This requirement is open already.')
  await saveState(tx, organization_id, id, { state: item.document_id ? 'submitted' : 'open' })
  await publish(tx, organization_id, requirementReopened, transaction_id, namedOf(item))
  return getRequirement(tx, organization_id, transaction_id, id)
}

const STATE_WORDS: Record<string, string> = {
  open: 'is missing',
  submitted: 'waits for review',
  rejected: 'was rejected',
  approved: 'has a newer version that waits for review',
}

/** A deal closes with its required documents only. Its lock is held. */
export async function demandDocuments(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<void> {
  const items = await listOutstanding(tx, organization_id, transaction_id)
  if (items.length === 0) return
  const names = items.map(({ name }) => name)
  const listed = names.length > 3 ? [...names.slice(0, 3), `and ${names.length - 3} more`] : names
  throw new AppError('refused', `The deal can’t close without: ${listed.join(', ')}.`, {
    issues: items.map(({ name, state }) => ({
      field: 'requirements',
      reason: `${name} ${STATE_WORDS[state] ?? 'is missing'}`,
    })),
    requirements: items.map(({ id, name, state }) => ({ id, name, state })),
  })
}
