import { sql } from 'kysely'
import type { Audience } from '#infra/facts/audiences.ts'

/** By the same rule as the policy of the table, for many people at once; a test holds the two together. */
export const contactAudiences: Audience[] = [
  {
    subject_type: 'contact',
    permission: 'contacts.read',
    sees: {
      subjects: sql`contacts`,
      by: (may) => sql<boolean>`
        ${may('contacts.see_all')} or d.owner_id = m.user_id or d.visibility = 'organization'
        or (d.visibility = 'team' and exists (
              select from team_members t where t.organization_id = d.organization_id
                 and t.team_id = d.team_id and t.user_id = m.user_id))`,
    },
  },
  {
    subject_type: 'contact_import',
    permission: 'contacts.import',
    sees: {
      subjects: sql`(select * from imports where subject = 'contact')`,
      by: (may) => sql<boolean>`${may('contacts.see_all')} or d.created_by = m.user_id`,
    },
  },
]
