import { sql } from 'kysely'
import {
  documentCommented,
  documentReceived,
  documentShared,
  documentTrashed,
  documentUnderstood,
  documentUploaded,
  processingFailed,
  requestClosed,
  requestMailFailed,
  requestSubmitted,
  shareFirstViewed,
  shareLocked,
  shareMailFailed,
  versionAdded,
} from '#domains/documents/events.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

const DOCUMENT = sql`d.organization_id = f.organization_id and d.id = f.subject_id`
const SHARE = sql`s.organization_id = f.organization_id and s.id = (f.payload ->> 'share_id')::uuid`
const REQUEST = sql`d.organization_id = f.organization_id and d.id = f.subject_id`
const UPLOADER = sql`select d.uploaded_by from documents d where ${DOCUMENT}`
const SHARER = sql`select s.shared_by from document_shares s where ${SHARE}`
const REQUESTER = sql`select d.requested_by from document_requests d where ${REQUEST}`

const someone = (actor: string | null) => actor ?? 'Someone'

/** For a document: its owners, those it is shared with, and those who commented on it. */
export const documentNotices: Notices[] = [
  {
    subject_type: 'document',
    // Nothing beside it shows the kind of file, so a title that is only the name of the file is the whole of that name.
    title: sql`(select case when d.title = replace(regexp_replace(d.filename, '\\.[^.]{1,20}$', ''), '_', ' ')
                            then d.filename else coalesce(d.title, d.filename) end
                  from documents d where d.organization_id = n.organization_id and d.id = n.subject_id)`,
    facts: [
      notice(documentShared, {
        label: 'A colleague shares a document with you',
        concerns: sql`select s.shared_with_user_id from document_shares s where ${SHARE}`,
        sentence: ({ actor, title }) => `${someone(actor)} shared ${title} with you`,
      }),
      notice(documentUploaded, {
        label: 'A document is added to one of your teams',
        concerns: sql`select t.user_id from documents d
          join team_members t on t.organization_id = d.organization_id and t.team_id = d.team_id
          where ${DOCUMENT} and d.visibility = 'team'`,
        sentence: ({ actor, title }) => `${someone(actor)} uploaded ${title}`,
      }),
      notice(versionAdded, {
        label: 'A document of yours, or shared with you, gets a new version',
        concerns: sql`${UPLOADER} union select s.shared_with_user_id from document_shares s
          where s.organization_id = f.organization_id and s.document_id = f.subject_id and s.revoked_at is null`,
        sentence: ({ actor, title, payload }) =>
          payload.version_number
            ? `${someone(actor)} added version ${payload.version_number} of ${title}`
            : `${someone(actor)} added a version of ${title}`,
      }),
      notice(documentCommented, {
        label: 'Someone comments on a document of yours, or one you commented on',
        concerns: sql`${UPLOADER} union select c.user_id from document_comments c
          where c.organization_id = f.organization_id and c.document_id = f.subject_id
            and c.id < (f.payload ->> 'comment_id')::uuid`,
        sentence: ({ actor, title, payload }) =>
          `${actor ?? (payload.author_kind === 'guest' ? 'A guest' : 'Someone')} commented on ${title}`,
      }),
      notice(documentUnderstood, {
        label: 'A document you uploaded needs review',
        concerns: sql`${UPLOADER} and (f.payload ->> 'needs_review')::boolean`,
        sentence: ({ title }) => `${title} needs review`,
      }),
      notice(processingFailed, {
        label: 'A document you uploaded couldn’t be read',
        concerns: UPLOADER,
        sentence: ({ title }) => `${title} couldn’t be read`,
      }),
      notice(shareFirstViewed, {
        label: 'A link you sent is opened for the first time',
        concerns: SHARER,
        sentence: ({ title }) => `Your link to ${title} was opened for the first time`,
      }),
      notice(shareLocked, {
        label: 'A link you sent is locked after ten wrong passwords',
        concerns: SHARER,
        sentence: ({ title }) =>
          `Your link to ${title} was locked after ten wrong passwords. Create a new one if your contact still needs it`,
      }),
      notice(shareMailFailed, {
        label: 'An email with a link couldn’t be delivered',
        concerns: SHARER,
        sentence: ({ title, payload }) =>
          `The email with ${title} to ${payload.to ?? 'your contact'} couldn’t be delivered`,
      }),
      notice(documentTrashed, {
        label: 'Someone moves a document of yours to the trash',
        concerns: UPLOADER,
        sentence: ({ actor, title }) => `${someone(actor)} moved ${title} to the trash`,
      }),
    ],
  },
  {
    subject_type: 'document_request',
    title: sql`(select r.title from document_requests r
      where r.organization_id = n.organization_id and r.id = n.subject_id)`,
    facts: [
      notice(documentReceived, {
        label: 'A client sends a document you requested',
        concerns: REQUESTER,
        sentence: ({ title, payload }) =>
          `${payload.filename ?? 'A file'} arrived for your request “${title}”`,
      }),
      notice(requestSubmitted, {
        label: 'A client sends what they have, and something is still missing',
        concerns: REQUESTER,
        sentence: ({ title, payload }) =>
          `The client sent what they have for “${title}”${payload.missing ? `; ${payload.missing} still missing` : ''}`,
      }),
      notice(requestClosed, {
        label: 'A client says that they have sent everything',
        concerns: sql`${REQUESTER} and f.payload ->> 'by' = 'sender'`,
        sentence: ({ title }) => `Your request “${title}” was marked as complete by the client`,
      }),
      notice(requestMailFailed, {
        label: 'An email with a request couldn’t be delivered',
        concerns: REQUESTER,
        sentence: ({ title, payload }) =>
          `Your request “${title}” couldn’t be delivered to ${payload.to ?? 'your contact'}`,
      }),
    ],
  },
]
