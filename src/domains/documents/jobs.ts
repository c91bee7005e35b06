import { z } from 'zod'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { cron, type Job, on, task } from '#infra/jobs/jobs.ts'
import { withActor, withWorker } from '#infra/postgres/transactions.ts'
import { decrypt } from '#infra/secrets.ts'
import { systemActor } from '#lib/actor.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { deleteOldMarks } from './access/queries.ts'
import { deleteExpiredTickets } from './downloads/queries.ts'
import { shareFirstViewed, shareMailFailed } from './events.ts'
import { authorOf, brandOf, expiryIn, senderOf, subjectOf } from './mails.ts'
import { markUnreadable, readVersion, whoseReading } from './processing/read.ts'
import { learnFromLabels, understandVersion } from './processing/understand.ts'
import { requestJobs } from './requests/jobs.ts'
import { finishCompleteUploads, sweepUploads } from './resumable/resumable.ts'
import { findShareNotice, saveShareMailFailed } from './shares/links/queries.ts'
import type { AccessType } from './shares/schema.ts'
import { trashJobs } from './trash/jobs.ts'
import { openUnderstanding } from './understanding/understand.ts'
import { sweepFiles } from './uploads/sweep.ts'

const Unread = z.object({
  organization_id: z.uuid(),
  document_id: z.uuid(),
  version_number: z.number().int(),
})

/** The engine reads its models once, for the first document. */
function lazily<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined
  return () => {
    opened ??= open().catch((error) => {
      opened = undefined
      throw error
    })
    return opened
  }
}

const engine = lazily(openUnderstanding)

export const documentJobs: Job[] = [
  ...requestJobs,

  task(
    'documents.read',
    Unread,
    async (infra, unread) => {
      const reading = await readVersion(infra, unread)
      if (reading) await understandVersion(infra, await engine(), unread, reading)
    },
    markUnreadable,
    { whose: whoseReading },
  ),

  task('documents.learn', z.object({ organization_id: z.uuid() }), async (infra, { organization_id }) =>
    learnFromLabels(infra, await engine(), organization_id),
  ),

  task(
    'documents.mail_share',
    z.object({ organization_id: z.uuid(), share_id: z.uuid(), sealed_url: z.string() }),
    mailShare,
    giveUpShareMail,
  ),

  on(shareFirstViewed, 'documents.mail_first_view', async (infra, { actor, payload: { share_id } }) => {
    const notice = await withActor(infra.db, actor, (tx) =>
      findShareNotice(tx, actor.organization_id, share_id),
    )
    if (!notice) return
    const holder = notice.shared_with_email ?? 'The holder of your link'
    const letter = renderEmail({
      title: `${holder} opened “${notice.title}”`,
      paragraphs: ['This was the first view. Later views are in the document’s activity.'],
      action: { label: 'View activity', url: `${infra.config.BASE_URL}/documents/${notice.document_id}` },
      footnote: 'You get this email once for each share.',
      from: brandOf(notice, infra.config.BASE_URL),
    })
    await infra.mail.send({
      to: { address: notice.email },
      subject: subjectOf(`Opened: ${notice.title}`),
      id: share_id,
      ...letter,
    })
  }),

  ...trashJobs,

  cron('documents.finish_uploads', '* * * * *', finishCompleteUploads),

  cron('documents.sweep', '41 4 * * *', async (infra, now) => {
    await withWorker(infra.worker, async (tx) => {
      await deleteExpiredTickets(tx, now)
      await deleteOldMarks(tx, new Date(now.getTime() - 86_400_000))
    })
    await sweepUploads(infra, now)
    await sweepFiles(infra, now)
  }),
]

const ACCESS: Record<AccessType, string> = {
  view: 'You can view it.',
  download: 'You can view and download it.',
  comment: 'You can view it and comment on it.',
}

async function mailShare(
  infra: Infra,
  {
    organization_id,
    share_id,
    sealed_url,
  }: { organization_id: string; share_id: string; sealed_url: string },
): Promise<void> {
  const { BASE_URL, DEEDLINE_SECRET, MAIL_FROM } = infra.config
  const actor = systemActor(organization_id)
  const notice = await withActor(infra.db, actor, (tx) => findShareNotice(tx, organization_id, share_id))
  if (!notice?.address) return
  const until = notice.expires_at ? ` Available until ${expiryIn(notice.timezone, notice.expires_at)}.` : ''
  const letter = renderEmail({
    title: `${notice.display_name} shared “${notice.title}” with you`,
    paragraphs: [
      ...(notice.message ? [notice.message] : []),
      `${ACCESS[notice.access_type]}${until}`,
      ...(notice.has_password
        ? [`It’s password-protected. ${notice.display_name} will give you the password separately.`]
        : []),
    ],
    action: { label: 'Open the document', url: decrypt(DEEDLINE_SECRET, sealed_url) },
    footnote: `Sent on behalf of ${notice.organization_name} by Deedline. If you don’t know the sender, don’t open the link.`,
    from: senderOf(notice, BASE_URL),
  })
  await infra.mail.send({
    from: { name: authorOf(notice), address: MAIL_FROM },
    to: { address: notice.address },
    reply_to: { address: notice.email, name: notice.display_name ?? '' },
    subject: subjectOf(`${notice.display_name} shared “${notice.title}” with you`),
    id: share_id,
    ...letter,
  })
}

/** The link never reached its recipient: the sender sees it on the share, and it is recorded. */
async function giveUpShareMail(
  infra: Infra,
  { organization_id, share_id }: { organization_id: string; share_id: string },
): Promise<void> {
  await withActor(infra.db, systemActor(organization_id), async (tx) => {
    const share = await saveShareMailFailed(tx, organization_id, share_id, infra.now())
    if (share)
      await publish(tx, organization_id, shareMailFailed, share.document_id, {
        share_id,
        to: share.shared_with_email ?? '',
      })
  })
}
