import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument, type ReceivedFile } from '#domains/documents/uploads/uploads.ts'
import { insertAttached, isAttached, seesDocument } from '#domains/exchanges/documents/queries.ts'
import { documentAttached } from '#domains/exchanges/events.ts'
import { listTaxpayers } from '#domains/exchanges/guests/queries.ts'
import { getExchange, organizationName } from '#domains/exchanges/queries.ts'
import { requestSignatures } from '#domains/exchanges/signing/requests.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { demandClock } from '#infra/postgres/clock.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { demandInTime } from './deadline.ts'
import { keepSent } from './keep-sent.ts'
import { demandDraft, editableExchange } from './notices.ts'
import { type NoticeSheet, noticePdf, titleOf } from './pdf.ts'
import { getNotice, listExchanged, saveNotice } from './queries.ts'
import type { IdentificationNotice, InkSigned, NoticeSending } from './schema.ts'

type Needs = Pick<Infra, 'db' | 'files' | 'config' | 'now'>

export async function sheetOf(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  id: string,
  now: Date,
): Promise<NoticeSheet> {
  const exchange = await getExchange(tx, organization_id, exchange_id, now)
  const notice = await getNotice(tx, organization_id, exchange_id, id)
  const properties = await listExchanged(tx, organization_id, exchange_id)
  return {
    ...{ exchange, notice, organization_name: await organizationName(tx, organization_id) },
    taxpayer_name: exchange.client_name ?? exchange.name,
    relinquished: properties
      .filter(({ side, transferred_on }) => side === 'relinquished' && transferred_on)
      .map(({ address }) => address),
  }
}

/** Makes the PDF of a draft and asks for its signature; the notice can't be changed while it is out. */
export async function sendNotice(
  infra: Needs,
  actor: Actor,
  exchange_id: string,
  id: string,
  said: NoticeSending,
  uploaded_by: string,
  now: Date,
): Promise<IdentificationNotice> {
  const { db, files } = infra
  const { organization_id } = actor
  const sheet = await withActor(db, actor, async (tx) => {
    await editableExchange(tx, actor, exchange_id, now)
    const sheet = await sheetOf(tx, organization_id, exchange_id, id, now)
    demandDraft(sheet.notice)
    return sheet
  })
  const bytes = await noticePdf(sheet)
  const filename = `${sheet.notice.kind}-${sheet.exchange.exchange_number.replaceAll(/[^\w-]/g, '-')}.pdf`
  const file = await receiveStream(files, organization_id, filename, once(bytes))
  const { notice } = await saveReceived(files, file, () =>
    withActor(db, actor, (tx) =>
      keepOut(tx, infra, actor, exchange_id, sheet.notice, file, said, uploaded_by, now),
    ),
  )
  return notice
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function keepOut(
  tx: Tx,
  infra: Needs,
  actor: Actor,
  exchange_id: string,
  shown: IdentificationNotice,
  file: ReceivedFile,
  { signers, message = null }: NoticeSending,
  uploaded_by: string,
  now: Date,
) {
  const { organization_id, user_id: created_by } = actor
  const exchange = await editableExchange(tx, actor, exchange_id, now)
  const notice = await getNotice(tx, organization_id, exchange_id, shown.id)
  demandDraft(notice)
  if (notice.version !== shown.version)
    throw new AppError('conflict', 'The notice has changed since you looked at it. Look at it again.')
  await demandInTime(tx, organization_id, exchange, notice.properties[0]?.side ?? 'replacement', now)
  const title = `${titleOf(notice)}, ${exchange.exchange_number}`
  const options = { title, tags: [], visibility: 'agency' as const, allow_duplicate: true }
  const { document, placed } = await addDocument(tx, infra, actor, file, options, { uploaded_by })
  const attached = { document_id: document.id, kind: notice.kind }
  await insertAttached(tx, organization_id, { exchange_id, ...attached, created_by })
  await publish(tx, organization_id, documentAttached, exchange_id, attached)
  const asked = signers ?? (await signersOf(tx, organization_id, exchange.id, exchange.client_id))
  const said = { document_id: document.id, signers: asked, message }
  const request = await requestSignatures(tx, actor, exchange_id, said, infra.config, now)
  await saveNotice(tx, organization_id, notice.id, notice.version, {
    ...{ status: 'out_for_signature', document_id: document.id, signature_request_id: request.id },
  })
  return { placed, notice: await getNotice(tx, organization_id, exchange_id, notice.id) }
}

/** Everyone who is the taxpayer signs, such as both spouses who hold title. */
async function signersOf(tx: Tx, organization_id: string, exchange_id: string, client_id: string) {
  const taxpayers = await listTaxpayers(tx, organization_id, exchange_id)
  return taxpayers.length > 0 ? taxpayers : [{ contact_id: client_id }]
}

/**
 * A notice that was signed in ink and handed over, mailed, faxed or emailed: it counts from when it was sent, which its scan
 * proves, also where it is recorded later.
 */
export async function recordInk(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  id: string,
  { sent_at, delivery, document_id }: InkSigned,
  now: Date,
): Promise<IdentificationNotice> {
  const { organization_id, user_id: recorded_by } = actor
  await demandClock(tx)
  const exchange = await editableExchange(tx, actor, exchange_id, now)
  const notice = await getNotice(tx, organization_id, exchange_id, id)
  demandDraft(notice)
  const at = new Date(sent_at)
  if (at > now)
    throw new AppError('invalid', 'Enter when the notice was sent, not a time in the future.', {
      issues: [{ field: 'sent_at', reason: 'is in the future' }],
    })
  await demandInTime(tx, organization_id, exchange, notice.properties[0]?.side ?? 'replacement', at)
  found((await seesDocument(tx, organization_id, document_id)) || undefined, 'document')
  if (!(await isAttached(tx, organization_id, exchange_id, document_id))) {
    await insertAttached(tx, organization_id, {
      exchange_id,
      document_id,
      kind: notice.kind,
      created_by: recorded_by,
    })
    await publish(tx, organization_id, documentAttached, exchange_id, { document_id, kind: notice.kind })
  }
  await keepSent(tx, organization_id, exchange_id, notice, {
    ...{ method: 'wet_ink', delivery, document_id, sent_at: at, recorded_at: now, recorded_by },
  })
  return getNotice(tx, organization_id, exchange_id, id)
}
