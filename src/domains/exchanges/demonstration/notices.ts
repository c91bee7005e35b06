import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument } from '#domains/documents/uploads/uploads.ts'
import { draftNotice } from '#domains/exchanges/identification/notices.ts'
import { noticePdf } from '#domains/exchanges/identification/pdf.ts'
import { recordInk, sheetOf } from '#domains/exchanges/identification/send.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import type { Added } from './peak-exchanges.ts'

const DAY_MS = 86_400_000

/** The first properties that are bought, in a notice that was handed over so many days ago; its paper is its own PDF. */
export async function addNotice(
  infra: Infra,
  carl: Actor,
  { id, bought }: Added,
  [count, days_ago]: [count: number, days_ago: number],
  now: Date,
): Promise<void> {
  const { organization_id } = carl
  const properties = bought.slice(0, count).map((exchange_property_id) => ({ exchange_property_id }))
  const sheet = await withActor(infra.db, carl, async (tx) => {
    const notice = await draftNotice(tx, carl, id, { kind: 'identification', properties }, now)
    return sheetOf(tx, organization_id, id, notice.id, now)
  })
  const document_id = await addPaper(
    infra,
    carl,
    `identification-${sheet.exchange.exchange_number}.pdf`,
    await noticePdf(sheet),
  )
  const sent_at = new Date(now.getTime() - days_ago * DAY_MS).toISOString()
  await withActor(infra.db, carl, (tx) =>
    recordInk(tx, carl, id, sheet.notice.id, { sent_at, delivery: 'email', document_id }, now),
  )
}

/** A file as a document that everyone in the organization sees. */
export async function addPaper(
  infra: Infra,
  actor: Actor,
  filename: string,
  bytes: Uint8Array,
): Promise<string> {
  const stream = (async function* () {
    yield bytes
  })()
  const file = await receiveStream(infra.files, actor.organization_id, filename, stream)
  const options = { visibility: 'agency' as const, tags: [], allow_duplicate: true }
  const { document } = await saveReceived(infra.files, file, () =>
    withActor(infra.db, actor, (tx) => addDocument(tx, infra, actor, file, options)),
  )
  return document.id
}
