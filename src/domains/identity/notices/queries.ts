import { sql } from 'kysely'
import {
  apiKeyCreated,
  auditResumed,
  invitationMailFailed,
  memberChanged,
  memberJoined,
} from '#domains/identity/events.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

const LEADS = sql`select l.user_id from organization_members l
  where l.organization_id = f.organization_id and l.role in ('owner', 'admin')`

/** Notices about members and the organization's security: for administrators, and for the people affected. */
export const identityNotices: Notices[] = [
  {
    subject_type: 'member',
    title: sql`(select u.display_name from organization_members s join users u on u.id = s.user_id
      where s.organization_id = n.organization_id and s.id = n.subject_id)`,
    facts: [
      notice(memberJoined, {
        label: 'A member joins',
        concerns: LEADS,
        sentence: ({ title }) => `${title} joined the organization`,
      }),
      notice(memberChanged, {
        label: 'Your role or permissions change',
        concerns: sql`select s.user_id from organization_members s
          where s.organization_id = f.organization_id and s.id = f.subject_id`,
        sentence: ({ actor, payload }) =>
          payload.role
            ? `${actor ?? 'An administrator'} changed your role to ${String(payload.role.to)}`
            : `${actor ?? 'An administrator'} changed your permissions`,
      }),
    ],
  },
  {
    subject_type: 'api_key',
    title: sql`(select k.name from api_keys k where k.organization_id = n.organization_id and k.id = n.subject_id)`,
    facts: [
      notice(apiKeyCreated, {
        label: 'Someone creates an API key',
        concerns: LEADS,
        sentence: ({ actor, title }) => `${actor ?? 'Someone'} created the API key “${title}”`,
      }),
    ],
  },
  {
    subject_type: 'invitation',
    title: sql`(select i.email from invitations i where i.organization_id = n.organization_id and i.id = n.subject_id)`,
    facts: [
      notice(invitationMailFailed, {
        label: 'An invitation you sent couldn’t be delivered',
        concerns: sql`select i.invited_by from invitations i
          where i.organization_id = f.organization_id and i.id = f.subject_id`,
        sentence: ({ title }) => `Your invitation to ${title} couldn’t be delivered`,
      }),
    ],
  },
  {
    subject_type: 'organization',
    title: sql`(select o.name from organizations o where o.id = n.subject_id)`,
    facts: [
      notice(auditResumed, {
        label: 'The audit trail was resumed after a restore',
        concerns: LEADS,
        sentence: () => 'The audit trail was resumed after a restore',
      }),
    ],
  },
]
