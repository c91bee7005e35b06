import { sql } from 'kysely'
import type { Audience } from '#infra/facts/audiences.ts'

/** By the same rule as the policy of the table, for many people at once; a test holds them together. */
export const exchangeAudiences: Audience[] = [
  { subject_type: 'exchange_settings', permission: 'exchanges.read' },
  {
    subject_type: 'exchange',
    permission: 'exchanges.read',
    sees: {
      subjects: sql`exchanges`,
      by: (may) => sql<boolean>`
        (${may('exchanges.see_all')} or m.user_id in (d.coordinator_id, d.primary_attorney_id, d.created_by)
         or exists (select from exchange_participants a
              where a.organization_id = d.organization_id and a.exchange_id = d.id and a.user_id = m.user_id
                and a.left_at is null))`,
    },
  },
]
