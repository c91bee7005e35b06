import { z } from 'zod'
import { webhookDisabled } from '#domains/identity/events.ts'
import { listAdministratorEmails } from '#domains/identity/members/queries.ts'
import { cron, inSlots, type Job, on, task } from '#infra/jobs/jobs.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { deliverWebhook, LOG_DAYS } from './deliveries/deliveries.ts'
import { deleteOldDeliveries, saveOutcome } from './deliveries/queries.ts'

const Due = z.object({ organization_id: z.uuid(), delivery_id: z.uuid() })

const REASONS = {
  failing: 'It has not accepted a single delivery for five days.',
  gone: 'It answered 410 Gone, which says that it no longer wants deliveries.',
}

export const webhookJobs: Job[] = [
  // An endpoint has one delivery in progress at a time, so a slow one holds up only its own.
  inSlots(
    8,
    task(
      'identity.deliver_webhook',
      Due,
      deliverWebhook,
      async ({ db }, { organization_id, delivery_id }) => {
        await withActor(db, systemActor(organization_id), (tx) =>
          saveOutcome(tx, { organization_id, id: delivery_id }, { state: 'failed' }),
        )
      },
    ),
  ),

  on(webhookDisabled, 'identity.mail_webhook_disabled', async (infra, { actor, subject_id, payload }) => {
    const { organization_id } = actor
    const { host, reason } = payload
    const url = `${infra.config.BASE_URL}/settings/webhooks?webhook=${subject_id}`
    const letter = renderEmail({
      title: `The webhook to ${host} was turned off`,
      paragraphs: [
        REASONS[reason],
        'Once the receiving server works again, turn the webhook on and resend what it missed.',
      ],
      action: { label: 'Open webhooks', url },
      footnote: 'You receive this email because you manage webhooks for your organization.',
    })
    const addresses = await withActor(infra.db, actor, (tx) => listAdministratorEmails(tx, organization_id))
    for (const address of addresses)
      await infra.mail.send({ to: { address }, subject: `The webhook to ${host} was turned off`, ...letter })
  }),

  cron('identity.forget_webhooks', '41 3 * * *', async ({ worker }, now) => {
    const before = new Date(now.getTime() - LOG_DAYS * 86_400_000)
    await withWorker(worker, (tx) => deleteOldDeliveries(tx, before))
  }),
]
