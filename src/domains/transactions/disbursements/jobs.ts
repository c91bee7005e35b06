import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { authorOf, senderOf, subjectOf } from '#domains/documents/mails.ts'
import { disbursementMailFailed } from '#domains/transactions/commissions/events.ts'
import { commissionsActor } from '#domains/transactions/commissions/recompute.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, task } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { getSender, saveMailFailed } from './queries.ts'

export const MAIL_DISBURSEMENT = 'transactions.mail_disbursement'

const MailDisbursement = z.object({
  ...{ organization_id: z.uuid(), transaction_id: z.uuid(), document_id: z.uuid(), user_id: z.uuid() },
  ...{ to: z.string(), name: z.string(), message: z.string().nullable() },
  ...{ filename: z.string(), storage_path: z.string() },
})
export type MailDisbursement = z.infer<typeof MailDisbursement>

export const disbursementJobs: Job[] = [task(MAIL_DISBURSEMENT, MailDisbursement, mailDisbursement, giveUp)]

async function mailDisbursement(infra: Infra, mail: MailDisbursement): Promise<void> {
  const { BASE_URL, MAIL_FROM } = infra.config
  const { organization_id, user_id, document_id, to, name, message, filename } = mail
  const sender = await withActor(infra.db, commissionsActor(organization_id), (tx) =>
    getSender(tx, organization_id, user_id),
  )
  const title = `Commission disbursement authorization for ${name}`
  const letter = renderEmail({
    title,
    paragraphs: [
      ...(message ? [message] : []),
      `${sender.organization_name} authorizes you to pay the commission for ${name} at closing as it says in the attached PDF.`,
      'We don’t send changes to payment instructions by email alone. Before you act on any, call us at a number that you know.',
    ],
    footnote: `Sent on behalf of ${sender.organization_name} by Deedline. If you don’t know the sender, call them before you pay.`,
    from: senderOf(sender, BASE_URL),
  })
  const content = await buffer(await infra.files.read(mail.storage_path))
  await infra.mail.send({
    ...{ from: { name: authorOf(sender), address: MAIL_FROM }, to: { address: to } },
    reply_to: { address: sender.email, name: sender.display_name ?? '' },
    subject: subjectOf(title),
    attachments: [{ filename, content_type: 'application/pdf', content }],
    id: document_id,
    ...letter,
  })
}

/** The email never arrived: the page says so, and it is recorded. */
async function giveUp(infra: Infra, mail: MailDisbursement): Promise<void> {
  const { organization_id, transaction_id, document_id, name, to } = mail
  await withActor(infra.db, commissionsActor(organization_id), async (tx) => {
    const failed = { transaction_id, document_id, at: infra.now() }
    if (await saveMailFailed(tx, organization_id, failed))
      await publish(tx, organization_id, disbursementMailFailed, transaction_id, { name, sent_to: to })
  })
}
