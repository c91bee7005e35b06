import { sql } from 'kysely'
import type { Audience } from '#infra/facts/audiences.ts'

/**
 * People see facts about themselves; facts about the organization and its people go to those who may see the members.
 */
export const identityAudiences: Audience[] = [
  {
    subject_type: 'user',
    permission: null,
    sees: {
      subjects: sql`(select organization_id, user_id as id from organization_members)`,
      by: () => sql<boolean>`d.id = m.user_id`,
    },
  },
  { subject_type: 'organization', permission: 'members.read' },
  { subject_type: 'member', permission: 'members.read' },
  { subject_type: 'team', permission: 'members.read' },
  { subject_type: 'invitation', permission: 'members.manage' },
  { subject_type: 'api_key', permission: 'members.manage' },
  { subject_type: 'connected_app', permission: 'members.manage' },
  {
    subject_type: 'view',
    permission: null,
    sees: {
      subjects: sql`saved_views`,
      by: () => sql<boolean>`d.shared or d.user_id = m.user_id or exists (
        select from team_members t where t.organization_id = d.organization_id
           and t.team_id = d.team_id and t.user_id = m.user_id)`,
    },
  },
  {
    subject_type: 'calendar_feed',
    permission: null,
    sees: { subjects: sql`calendar_feeds`, by: () => sql<boolean>`d.user_id = m.user_id` },
  },
  { subject_type: 'webhook', permission: 'webhooks.manage' },
]
