import {
  documentReceived,
  documentRequested,
  requestClosed,
  requestMailFailed,
  requestReminded,
} from '#domains/documents/events.ts'
import { lastDayIn, senderOf, subjectOf } from '#domains/documents/mails.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, on } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { findRequestNotice, saveRequest } from './queries.ts'
import { requestToken } from './requests.ts'

/** The mails of a request: to who is asked, and back to who asked. Each goes out once for its fact. */
export const requestJobs: Job[] = [
  on(documentRequested, 'documents.mail_request', (infra, fact) => mailRequest(infra, fact, false), giveUp),
  on(
    requestReminded,
    'documents.mail_request_reminder',
    (infra, fact) => mailRequest(infra, fact, true),
    giveUp,
  ),
  on(documentReceived, 'documents.mail_received', async (infra, fact) => {
    if (fact.payload.first) await mailArrival(infra, fact, 'The first file has arrived')
  }),
  on(requestClosed, 'documents.mail_request_done', async (infra, fact) => {
    if (fact.payload.by === 'sender') await mailArrival(infra, fact, 'All has been sent')
  }),
]

type Told = { event_id: string; subject_id: string; actor: Actor }

const noticeOf = (infra: Infra, { actor, subject_id }: Told) =>
  withActor(infra.db, actor, (tx) =>
    findRequestNotice(tx, { organization_id: actor.organization_id, id: subject_id }),
  )

async function mailRequest(infra: Infra, fact: Told, again: boolean): Promise<void> {
  const notice = await noticeOf(infra, fact)
  if (!notice || notice.revoked_at || notice.fulfilled_at) return
  const { BASE_URL, DEEDLINE_SECRET } = infra.config
  const until = lastDayIn(notice.timezone, notice.expires_at)
  const letter = renderEmail({
    title: `${notice.display_name} asks you for “${notice.title}”`,
    paragraphs: [
      ...(again ? ['This is a reminder.'] : []),
      ...(notice.message ? [`“${notice.message}”`] : []),
      `You need no account. The link works until ${until}.`,
    ],
    action: { label: 'Send the document', url: `${BASE_URL}/r/${requestToken(DEEDLINE_SECRET, notice.id)}` },
    footnote: `Sent for ${notice.organization_name} by Deedline. If you don’t know the sender, don’t send anything.`,
    from: senderOf(notice),
  })
  await infra.mail.send({
    to: { address: notice.requested_from_email },
    reply_to: { address: notice.email, name: notice.display_name ?? '' },
    subject: subjectOf(`${again ? 'Reminder: ' : ''}${notice.display_name} asks you for “${notice.title}”`),
    id: fact.event_id,
    ...letter,
  })
  if (notice.mail_failed_at) await saveMailFailed(infra, fact, null)
}

/** The mail could not be delivered: whoever asked sees it on the request, and it is on record. */
async function giveUp(infra: Infra, fact: Told & { payload: { requested_from: string } }): Promise<void> {
  await saveMailFailed(infra, fact, infra.now(), fact.payload.requested_from)
}

function saveMailFailed(
  { db }: Infra,
  { actor, subject_id }: Told,
  mail_failed_at: Date | null,
  to?: string,
): Promise<void> {
  return withActor(db, actor, async (tx) => {
    await saveRequest(tx, actor.organization_id, subject_id, { mail_failed_at })
    if (to) await publish(tx, actor.organization_id, requestMailFailed, subject_id, { to })
  })
}

async function mailArrival(infra: Infra, fact: Told, what: string): Promise<void> {
  const notice = await noticeOf(infra, fact)
  if (!notice) return
  const letter = renderEmail({
    title: `${what}: “${notice.title}”`,
    paragraphs: [
      `From ${notice.requested_from_email}, whom you had asked.`,
      ...(notice.note ? [`“${notice.note}”`] : []),
    ],
    action: { label: 'Look at it', url: `${infra.config.BASE_URL}/documents/requests` },
    footnote: 'You get this for the first file of a request, and when its sender says that it was the last.',
    from: senderOf(notice),
  })
  await infra.mail.send({
    to: { address: notice.email },
    subject: subjectOf(`${what}: ${notice.title}`),
    id: fact.event_id,
    ...letter,
  })
}
