import {
  documentReceived,
  documentRequested,
  requestClosed,
  requestMailFailed,
  requestReminded,
  requestSubmitted,
} from '#domains/documents/events.ts'
import { authorOf, brandOf, dayOf, expiryIn, senderOf, subjectOf } from '#domains/documents/mails.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { type Job, on } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { renderEmail } from '#lib/email-layout.ts'
import { findRequestNotice, saveRequest } from './queries.ts'
import { requestToken } from './requests.ts'
import type { RequestItem } from './schema.ts'

/** The emails of a request: to the client, and back to the member who asked. Each goes out once for its fact. */
export const requestJobs: Job[] = [
  on(documentRequested, 'documents.mail_request', (infra, fact) => mailRequest(infra, fact, false), giveUp),
  on(
    requestReminded,
    'documents.mail_request_reminder',
    (infra, fact) => mailRequest(infra, fact, true),
    giveUp,
  ),
  on(documentReceived, 'documents.mail_received', async (infra, fact) => {
    if (fact.payload.first) await mailArrival(infra, fact, 'First file received')
  }),
  on(requestSubmitted, 'documents.mail_request_submitted', (infra, fact) =>
    mailArrival(infra, fact, 'Documents received'),
  ),
  on(requestClosed, 'documents.mail_request_done', async (infra, fact) => {
    if (fact.payload.by === 'sender') await mailArrival(infra, fact, 'All documents received')
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
  const { BASE_URL, DEEDLINE_SECRET, MAIL_FROM } = infra.config
  const until = expiryIn(notice.timezone, notice.expires_at)
  const missing = notice.items.filter(({ state }) => state === 'open')
  const asks = `${notice.display_name} is requesting documents: ${notice.title}`
  const letter = renderEmail({
    title: again ? `Reminder: ${asks}` : asks,
    paragraphs: [
      ...(notice.message
        ? [notice.message]
        : notice.requested_from_name
          ? [`Hi ${notice.requested_from_name},`]
          : []),
      ...checklistOf(missing, notice, again),
      ...(notice.due_on
        ? [`Please send ${missing.length === 1 ? 'it' : 'them'} by ${dayOf(notice.due_on)}.`]
        : []),
      `Use the link below to upload ${missing.length === 1 ? 'it' : 'them'}; you don't need an account. It works until ${until}.`,
    ],
    action: { label: 'Upload documents', url: `${BASE_URL}/r/${requestToken(DEEDLINE_SECRET, notice.id)}` },
    footnote: `Sent on behalf of ${notice.organization_name} by Deedline. If you don't know the sender, don't send anything.`,
    from: senderOf(notice, BASE_URL),
  })
  await infra.mail.send({
    from: { name: authorOf(notice), address: MAIL_FROM },
    to: { address: notice.requested_from_email },
    reply_to: { address: notice.email, name: notice.display_name ?? '' },
    subject: subjectOf(`${again ? 'Reminder: ' : ''}${asks}`),
    id: fact.event_id,
    ...letter,
  })
  if (notice.mail_failed_at) await saveMailFailed(infra, fact, null)
}

/** What is asked for, by name; a reminder names what is still missing. A list of one is in the title already. */
function checklistOf(
  missing: Pick<RequestItem, 'title' | 'explanation'>[],
  { title, items }: { title: string; items: unknown[] },
  again: boolean,
): (string | string[])[] {
  const only = items.length === 1 && missing[0]?.title === title
  if (missing.length === 0 || only) return []
  return [
    again ? 'Still missing:' : 'What is needed:',
    missing.map(({ title, explanation }) => `${title}${explanation ? ` – ${explanation}` : ''}`),
  ]
}

/** The email could not be delivered: the member who asked sees it on the request, and it is on record. */
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
  const missing = notice.items.filter(({ state }) => state === 'open').map(({ title }) => title)
  const letter = renderEmail({
    title: `${what}: “${notice.title}”`,
    paragraphs: [
      `From ${notice.requested_from_name ?? notice.requested_from_email}.`,
      ...(notice.note ? [`“${notice.note}”`] : []),
      ...(missing.length > 0 ? [`Still missing: ${missing.join(', ')}.`] : []),
    ],
    action: { label: 'View request', url: `${infra.config.BASE_URL}/documents/requests?open=${notice.id}` },
    footnote:
      'You get this when the first file of a request arrives, and when its sender submits what they have.',
    from: brandOf(notice, infra.config.BASE_URL),
  })
  await infra.mail.send({
    to: { address: notice.email },
    subject: subjectOf(`${what}: ${notice.title}`),
    id: fact.event_id,
    ...letter,
  })
}
