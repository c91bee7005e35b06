import { sql } from 'kysely'
import {
  documentReceived,
  documentRequested,
  documentShared,
  requestClosed,
  requestReminded,
  shareFirstViewed,
} from '#domains/documents/events.ts'
import type { Involvement } from '#infra/facts/involvements.ts'

/** Contacts are involved where they were asked for documents, or were sent a link, at one of their email addresses. */
export const documentInvolvements: Involvement[] = [
  {
    of: 'contact',
    subject_type: 'document_request',
    facts: {
      [documentRequested.name]: null,
      [requestReminded.name]: null,
      [documentReceived.name]: { points: 1, reason: 'Requested documents sent' },
      [requestClosed.name]: null,
    },
    pairs: (organization_id) => sql`
      select distinct c.id as of_id, r.id as subject_id
        from contacts c cross join lateral unnest(c.email_keys) k(email)
        join document_requests r on r.organization_id = c.organization_id and lower(r.requested_from_email) = k.email
       where c.organization_id = ${organization_id}`,
  },
  {
    of: 'contact',
    subject_type: 'document',
    facts: {
      [documentShared.name]: null,
      [shareFirstViewed.name]: { points: 0.5, reason: 'Shared documents opened' },
    },
    pairs: (organization_id) => sql`
      select distinct c.id as of_id, s.document_id as subject_id, s.id as share_id
        from contacts c cross join lateral unnest(c.email_keys) k(email)
        join document_shares s on s.organization_id = c.organization_id and lower(s.shared_with_email) = k.email
       where c.organization_id = ${organization_id}`,
    only: sql<boolean>`f.payload ->> 'share_id' = p.share_id::text`,
  },
]
