import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument, type ReceivedFile } from '#domains/documents/uploads/uploads.ts'
import {
  disbursementApproved,
  disbursementPaid,
  disbursementSent,
} from '#domains/transactions/commissions/events.ts'
import { listMemberNames } from '#domains/transactions/commissions/queries.ts'
import { attachDocument } from '#domains/transactions/documents/attachments.ts'
import { mayEdit } from '#domains/transactions/policy.ts'
import { getTransaction, lockTransaction } from '#domains/transactions/queries.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { type Actor, may } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { AppError, demand, found } from '#lib/errors.ts'
import { readLogo } from './logo.ts'
import { type Copy, disbursementPdf } from './pdf.ts'
import { findDisbursement, type StoredDisbursement, saveApproval, saveStep } from './queries.ts'
import type { Approval, Disbursement, Payment, Sending, Statement } from './schema.ts'
import { demandStatement, figuresOf, isStale, statementOf } from './statement.ts'

export async function readDisbursement(tx: Tx, actor: Actor, id: string): Promise<Disbursement> {
  const { organization_id } = actor
  const deal = await getTransaction(tx, organization_id, id)
  const approved = await findDisbursement(tx, organization_id, id)
  const now = withoutLogo(await statementOf(tx, organization_id, deal))
  return disbursementOf(actor, deal, approved, now)
}

function withoutLogo<S extends { logo_url: unknown }>(statement: S | null): Omit<S, 'logo_url'> | null {
  if (!statement) return null
  const { logo_url: _, ...rest } = statement
  return rest
}

function disbursementOf(
  actor: Actor,
  deal: Transaction,
  approved: StoredDisbursement | undefined,
  now: Statement | null,
): Disbursement {
  const { version = 0, status = 'draft', document_id = null } = approved ?? {}
  const statement = approved?.statement ?? demandStatement(now)
  const { approved_by_name = null, approved_at = null, sent_to = null, sent_at = null } = approved ?? {}
  const {
    sent_email = null,
    sent_document_id = null,
    sent_hash = null,
    mail_failed_at = null,
  } = approved ?? {}
  const edits = mayEdit(actor, deal)
  return {
    ...{ id: deal.id, version, status, stale: isStale(statement, now), statement, document_id },
    figures: now ? figuresOf(now) : '',
    ...{ approved_by_name, approved_at, sent_to, sent_at },
    ...{ sent_email, sent_document_id, sent_hash, mail_failed_at },
    may: { approve: edits && may(actor, 'transactions.manage_commissions'), follow: edits },
  }
}

/** The PDF of what was approved; of a draft, marked as one. */
export async function printDisbursement(
  { db, files }: Pick<Infra, 'db' | 'files'>,
  actor: Actor,
  id: string,
  copy: Copy,
): Promise<{ bytes: Uint8Array; filename: string }> {
  const { organization_id } = actor
  const { deal, approved, now } = await withActor(db, actor, async (tx) => {
    const deal = await getTransaction(tx, organization_id, id)
    return {
      deal,
      approved: await findDisbursement(tx, organization_id, id),
      now: await statementOf(tx, organization_id, deal),
    }
  })
  const approval = approved && { name: approved.approved_by_name, day: dayOf(approved.approved_at, actor) }
  const statement = approved?.statement ?? demandStatement(now)
  const bytes = await disbursementPdf(
    statement,
    approval ?? null,
    await readLogo(files, now?.logo_url ?? null),
    copy,
  )
  return { bytes, filename: filenameOf(deal) }
}

export const dayOf = (moment: string, actor: Actor) => today(new Date(moment), actor)
export const filenameOf = ({ transaction_number }: Transaction) =>
  `commission-disbursement-${transaction_number.replaceAll(/[^\w-]/g, '-')}.pdf`

/**
 * Keeps the figures as they are now, and their PDF as a document of the deal that only the person and administrators see:
 * it shows what every agent gets.
 */
export async function approveDisbursement(
  infra: Pick<Infra, 'db' | 'files' | 'config' | 'now'>,
  actor: Actor,
  id: string,
  { figures }: Approval,
  now: Date,
): Promise<Disbursement> {
  const { db, files } = infra
  const { organization_id } = actor
  const shown = await withActor(db, actor, async (tx) => {
    const deal = await getTransaction(tx, organization_id, id)
    demand(mayEdit(actor, deal), 'change this deal')
    return {
      deal,
      ...demandStatement(await statementOf(tx, organization_id, deal)),
      name: await nameOf(tx, actor),
    }
  })
  const { deal, logo_url, name, ...statement } = shown
  if (figuresOf(statement) !== figures) throw changedMeanwhile()
  const approval = { name, day: today(now, actor) }
  const bytes = await disbursementPdf(statement, approval, await readLogo(files, logo_url), 'internal')
  const file = await receiveStream(files, organization_id, filenameOf(deal), once(bytes))
  const { disbursement } = await saveReceived(files, file, () =>
    withActor(db, actor, (tx) => keepApproval(tx, infra, actor, id, statement, file)),
  )
  return disbursement
}

async function nameOf(tx: Tx, { organization_id, user_id }: Actor): Promise<string> {
  return (await listMemberNames(tx, organization_id, user_id ? [user_id] : [])).get(user_id ?? '') ?? ''
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function keepApproval(
  tx: Tx,
  intake: Pick<Infra, 'files' | 'config' | 'now'>,
  actor: Actor,
  transaction_id: string,
  shown: Statement,
  file: ReceivedFile,
) {
  const { organization_id, user_id } = actor
  const deal = await lockTransaction(tx, organization_id, transaction_id)
  const now = withoutLogo(await statementOf(tx, organization_id, deal))
  if (isStale(shown, now)) throw changedMeanwhile()
  const before = await findDisbursement(tx, organization_id, transaction_id)
  if (before && !isStale(before.statement, now))
    throw new AppError('refused', 'These figures were approved already.')
  const statement = withPayments(shown, before?.statement)
  const { document, placed } = await addDocument(tx, intake, actor, file, {
    ...{ title: `Commission disbursement authorization, ${deal.address}`.slice(0, 500), tags: [] },
    ...{ visibility: 'private', allow_duplicate: true },
  })
  await attachDocument(tx, actor, transaction_id, { document_id: document.id, document_role: 'CDA' })
  await saveApproval(tx, organization_id, {
    ...{ transaction_id, statement, document_id: document.id, approved_by: user_id ?? '' },
  })
  await publish(tx, organization_id, disbursementApproved, transaction_id, { name: deal.address })
  const approved = await findDisbursement(tx, organization_id, transaction_id)
  return { placed, disbursement: disbursementOf(actor, deal, approved, now) }
}

export const changedMeanwhile = () =>
  new AppError('conflict', 'The commission has changed since you looked at it. Look at it again.')

/** What was paid stays paid, where its figure is the same. */
function withPayments(now: Statement, before: Statement | undefined): Statement {
  const paid = new Map(before?.lines.map((line) => [`${line.key} ${line.amount}`, line.paid_on]))
  return {
    ...now,
    lines: now.lines.map((line) => ({ ...line, paid_on: paid.get(`${line.key} ${line.amount}`) ?? null })),
  }
}

/** Of what was approved. */
async function demandApproved(tx: Tx, actor: Actor, id: string) {
  const { organization_id } = actor
  const deal = await lockTransaction(tx, organization_id, id)
  demand(mayEdit(actor, deal), 'change this deal')
  const approved = await findDisbursement(tx, organization_id, id)
  if (!approved) throw new AppError('refused', 'Approve the authorization first.')
  return { deal, approved }
}

/** The same, where the figures are still those of the deal. */
export async function demandCurrent(tx: Tx, actor: Actor, id: string) {
  const { deal, approved } = await demandApproved(tx, actor, id)
  const now = await statementOf(tx, actor.organization_id, deal)
  if (isStale(approved.statement, now))
    throw new AppError('refused', 'The figures have changed since the approval. Have it approved again.')
  return { deal, approved, logo_url: now?.logo_url ?? null }
}

export async function sendDisbursement(
  tx: Tx,
  actor: Actor,
  id: string,
  { sent_to }: Sending,
): Promise<Disbursement> {
  const { organization_id } = actor
  const { deal, approved } = await demandCurrent(tx, actor, id)
  if (approved.status !== 'approved') throw new AppError('refused', 'The authorization was sent already.')
  await saveStep(tx, organization_id, id, { status: 'sent', sent_to })
  await publish(tx, organization_id, disbursementSent, id, { name: deal.address, sent_to })
  return readDisbursement(tx, actor, id)
}

export async function confirmPayment(
  tx: Tx,
  actor: Actor,
  id: string,
  { key, paid_on }: Payment,
  now: Date,
): Promise<Disbursement> {
  const { organization_id } = actor
  const { deal, approved } = await demandApproved(tx, actor, id)
  if (approved.status === 'approved')
    throw new AppError('refused', 'Mark the authorization as sent before you confirm payments.')
  const line = found(
    approved.statement.lines.find((one) => one.key === key),
    'line',
  )
  demandPaymentDay(paid_on, line.paid_on, today(now, actor))
  const lines = approved.statement.lines.map((one) => (one.key === key ? { ...one, paid_on } : one))
  const all_paid = lines.every((one) => one.paid_on !== null || Number(one.amount) === 0)
  await saveStep(tx, organization_id, id, {
    ...{ status: all_paid ? 'paid' : 'sent', statement: { ...approved.statement, lines } },
  })
  await publish(tx, organization_id, disbursementPaid, id, {
    name: deal.address,
    paid_to: line.paid_to,
    paid_on,
  })
  return readDisbursement(tx, actor, id)
}

/** A payment is confirmed once, on a day that has come. */
function demandPaymentDay(paid_on: string | null, before: string | null, day: string): void {
  if (paid_on === null) return
  if (before !== null && before !== paid_on)
    throw new AppError('refused', 'This payment is confirmed already. Take that back to correct its day.')
  if (paid_on > day)
    throw new AppError('invalid', 'Enter the day on which it was paid.', {
      issues: [{ field: 'paid_on', reason: 'is in the future' }],
    })
}
