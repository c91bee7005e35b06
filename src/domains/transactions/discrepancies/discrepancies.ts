import { discrepancySettled } from '#domains/transactions/events.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { currentOf } from '#domains/transactions/proposals/proposals.ts'
import { listSettled, listStated, saveSettled } from '#domains/transactions/proposals/queries.ts'
import { getTransaction, lockTransaction } from '#domains/transactions/queries.ts'
import { findDiscrepancies } from '#domains/transactions/rules/proposed-values.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import type { Settlement } from './schema.ts'

/** Fields about which the documents of a deal disagree, as far as the person sees them. */
export async function listDiscrepancies(tx: Tx, organization_id: string, id: string) {
  const deal = await getTransaction(tx, organization_id, id)
  const stated = await listStated(tx, organization_id, id)
  const current = await currentOf(tx, organization_id, deal)
  const decisions = await listSettled(tx, organization_id, id)
  return findDiscrepancies(stated, current, decisions)
}

/** One source is right, and why; the others are known from now on, until another value comes. */
export async function settleDiscrepancy(
  tx: Tx,
  actor: Actor,
  id: string,
  { field, document_id, reason }: Settlement,
): Promise<void> {
  const { organization_id, user_id } = actor
  demand(mayEdit(actor, await lockTransaction(tx, organization_id, id)), 'change this deal')
  const open = (await listDiscrepancies(tx, organization_id, id)).find((one) => one.field === field)
  if (!open) throw new AppError('refused', 'The documents of this deal agree about this by now.')
  if (document_id && !open.sources.some((one) => one.document_id === document_id))
    throw new AppError('invalid', 'Choose one of the documents that say something about this.', {
      issues: [{ field: 'document_id', reason: 'says nothing about this field' }],
    })
  const current = await currentOf(tx, organization_id, await getTransaction(tx, organization_id, id))
  const own = current[field]?.key
  const known = [...open.sources.map(({ key }) => key), ...(own ? [own] : [])]
  await saveSettled(tx, organization_id, id, { field, document_id, known, reason }, user_id)
  await publish(tx, organization_id, discrepancySettled, id, { field, document_id, reason })
}
