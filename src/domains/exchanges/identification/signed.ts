import { getExchange } from '#domains/exchanges/queries.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { demandInTime } from './deadline.ts'
import { keepSent } from './keep-sent.ts'
import { findByRequest, getNotice, saveNotice } from './queries.ts'

/** The notice that a signature request is for, if it is for one. */
async function noticeOf(tx: Tx, organization_id: string, signature_request_id: string) {
  const known = await findByRequest(tx, organization_id, signature_request_id)
  if (!known) return undefined
  return {
    exchange_id: known.exchange_id,
    notice: await getNotice(tx, organization_id, known.exchange_id, known.id),
  }
}

/** A notice is signed until the midnight that ends its period, by the deadline that is in force at that moment. */
export async function demandNoticeInTime(
  tx: Tx,
  organization_id: string,
  signature_request_id: string,
  at: Date,
): Promise<void> {
  const known = await noticeOf(tx, organization_id, signature_request_id)
  if (!known) return
  const exchange = await getExchange(tx, organization_id, known.exchange_id, at)
  const side = known.notice.properties[0]?.side ?? 'replacement'
  await demandInTime(tx, organization_id, exchange, side, at)
}

/** With the last signature the notice is sent: the intermediary has it at that moment. */
export async function noticeSigned(
  tx: Tx,
  organization_id: string,
  signature_request_id: string,
  at: Date,
): Promise<void> {
  const known = await noticeOf(tx, organization_id, signature_request_id)
  if (!known) return
  await keepSent(tx, organization_id, known.exchange_id, known.notice, {
    ...{ method: 'electronic', delivery: 'portal', sent_at: at, recorded_at: at },
  })
}

/** A notice whose signing ended without a signature is a draft again. */
export async function reopenDraft(
  tx: Tx,
  organization_id: string,
  signature_request_id: string,
): Promise<void> {
  const known = await noticeOf(tx, organization_id, signature_request_id)
  if (!known) return
  await saveNotice(tx, organization_id, known.notice.id, known.notice.version, {
    ...{ status: 'draft', document_id: null, signature_request_id: null },
  })
}
