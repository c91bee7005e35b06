import { receiveStream, saveReceived } from '#domains/documents/uploads/receive.ts'
import { addDocument, type ReceivedFile } from '#domains/documents/uploads/uploads.ts'
import { disbursementSent } from '#domains/transactions/commissions/events.ts'
import { attachDocument } from '#domains/transactions/documents/attachments.ts'
import { getParty } from '#domains/transactions/parties/queries.ts'
import { enqueue, publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import {
  changedMeanwhile,
  dayOf,
  demandCurrent,
  filenameOf,
  once,
  readDisbursement,
} from './disbursements.ts'
import { MAIL_DISBURSEMENT, type MailDisbursement } from './jobs.ts'
import { readLogo } from './logo.ts'
import { disbursementPdf } from './pdf.ts'
import { saveStep } from './queries.ts'
import type { Disbursement, Emailing } from './schema.ts'

type Intake = Pick<Infra, 'db' | 'files' | 'config' | 'now'>

/**
 * Emails the copy for outside. What was attached is kept as a document of the deal, by whose hash anyone can show later
 * which file the title company was sent. It can be sent again, to another address too.
 */
export async function emailDisbursement(
  infra: Intake,
  actor: Actor,
  id: string,
  asked: Emailing,
): Promise<Disbursement> {
  const { db, files } = infra
  const { organization_id } = actor
  const { deal, approved, logo_url } = await withActor(db, actor, async (tx) => {
    await recipientOf(tx, actor, id, asked)
    return demandCurrent(tx, actor, id)
  })
  const approval = { name: approved.approved_by_name, day: dayOf(approved.approved_at, actor) }
  const logo = await readLogo(files, logo_url)
  const bytes = await disbursementPdf(approved.statement, approval, logo, 'outside')
  const file = await receiveStream(files, organization_id, filenameOf(deal), once(bytes))
  const { disbursement } = await saveReceived(files, file, () =>
    withActor(db, actor, (tx) => send(tx, infra, actor, { id, asked, file, version: approved.version })),
  )
  return disbursement
}

type Sent = { id: string; asked: Emailing; file: ReceivedFile; version: number }

async function send(tx: Tx, intake: Intake, actor: Actor, { id, asked, file, version }: Sent) {
  const { organization_id, user_id } = actor
  const { deal, approved } = await demandCurrent(tx, actor, id)
  if (approved.version !== version) throw changedMeanwhile()
  if (approved.status === 'paid') throw new AppError('refused', 'Everything was paid already.')
  const { sent_to, email: sent_email } = await recipientOf(tx, actor, id, asked)
  const { document, placed } = await addDocument(tx, intake, actor, file, {
    ...{ title: `Disbursement authorization as sent, ${deal.address}`.slice(0, 500), tags: [] },
    ...{ visibility: 'private', allow_duplicate: true },
  })
  const { id: sent_document_id, file_hash: sent_hash } = document
  await attachDocument(tx, actor, id, { document_id: sent_document_id, document_role: 'CDA as sent' })
  const emailed = { sent_email, sent_document_id, sent_hash }
  await saveStep(tx, organization_id, id, { status: 'sent', sent_to, emailed })
  await publish(tx, organization_id, disbursementSent, id, { name: deal.address, sent_to, sent_hash })
  const mail: MailDisbursement = {
    ...{ organization_id, transaction_id: id, user_id: user_id ?? '', to: sent_email },
    ...{ name: deal.address, message: asked.message ?? null, filename: file.filename },
    ...{ document_id: sent_document_id, storage_path: placed.storage_path },
  }
  await enqueue(tx, MAIL_DISBURSEMENT, mail)
  return { placed, disbursement: await readDisbursement(tx, actor, id) }
}

/** Whom it goes to: "First Bay Title, closings@firstbay.example". */
async function recipientOf(
  tx: Tx,
  { organization_id }: Actor,
  transaction_id: string,
  { party_id, email: typed }: Emailing,
): Promise<{ sent_to: string; email: string }> {
  const party = party_id ? await getParty(tx, organization_id, transaction_id, party_id) : null
  const email = typed ?? party?.email
  if (!email)
    throw new AppError('invalid', party ? `Enter an email address for ${party.display_name}.` : CHOOSE, {
      issues: [{ field: 'email', reason: 'is missing' }],
    })
  return { email, sent_to: (party ? `${party.display_name}, ${email}` : email).slice(0, 300) }
}

const CHOOSE = 'Choose the title company, or enter an email address.'
