import { z } from 'zod'
import { authorOf, senderOf, subjectOf } from '#domains/documents/mails.ts'
import { guestMailFailed } from '#domains/transactions/events.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, task } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { decrypt } from '#infra/secrets.ts'
import { systemActor } from '#lib/actor.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { getGuestState, saveMailFailed } from './queries.ts'

const Mail = z.object({ organization_id: z.uuid(), guest_id: z.uuid(), sealed_url: z.string() })
type Mail = z.infer<typeof Mail>

export const guestJobs: Job[] = [task('transactions.mail_guest', Mail, mailGuest, giveUp)]

const stateOf = (infra: Infra, { organization_id, guest_id: id }: Mail) =>
  withActor(infra.db, systemActor(organization_id), (tx) => getGuestState(tx, { organization_id, id }))

async function mailGuest(infra: Infra, mail: Mail): Promise<void> {
  const { BASE_URL, DEEDLINE_SECRET, MAIL_FROM } = infra.config
  const state = await stateOf(infra, mail)
  if (state.revoked_at) return
  const { agent, organization_name, branding, guest_name, address } = state
  const who = { organization_name, branding, display_name: agent.name, sender: agent }
  const title = `Your page for ${address}`
  const letter = renderEmail({
    title,
    paragraphs: [
      `Hi ${guest_name},`,
      `${agent.name ?? organization_name} set up a page for you: the dates of your deal, what you’re asked to send, and the documents that are shared with you. You don’t need an account.`,
    ],
    action: { label: 'Open your page', url: decrypt(DEEDLINE_SECRET, mail.sealed_url) },
    footnote: `The link is for you alone. Sent on behalf of ${organization_name} by Deedline. If you don’t know the sender, don’t open the link.`,
    from: senderOf(who, BASE_URL),
  })
  await infra.mail.send({
    from: { name: authorOf(who), address: MAIL_FROM },
    to: { address: state.email },
    reply_to: { address: state.agent_email, name: agent.name ?? '' },
    subject: subjectOf(title),
    id: mail.guest_id,
    ...letter,
  })
}

/** The link never arrived: whoever looks at the people of the deal sees it, and it is recorded. */
async function giveUp(infra: Infra, mail: Mail): Promise<void> {
  const { organization_id, guest_id } = mail
  const { transaction_id, contact_id } = await stateOf(infra, mail)
  await withActor(infra.db, systemActor(organization_id), async (tx) => {
    await saveMailFailed(tx, { organization_id, id: guest_id }, infra.now())
    await publish(tx, organization_id, guestMailFailed, transaction_id, { guest_id, contact_id })
  })
}
