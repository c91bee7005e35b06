import { sql } from 'kysely'
import {
  exchangeActivated,
  exchangeCancelled,
  exchangeCreated,
  relinquishedTransferred,
  replacementReceived,
} from '#domains/exchanges/events.ts'
import type { Audience } from '#infra/facts/audiences.ts'
import type { Involvement } from '#infra/facts/involvements.ts'

/** By the same rule as the policy of the table, for many people at once; a test holds them together. */
export const exchangeAudiences: Audience[] = [
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

/** Contacts are involved in the exchanges of which they are the taxpayer, or in which they take part. */
export const exchangeInvolvements: Involvement[] = [
  {
    of: 'contact',
    subject_type: 'exchange',
    facts: {
      [exchangeCreated.name]: null,
      [exchangeActivated.name]: null,
      [relinquishedTransferred.name]: null,
      [replacementReceived.name]: null,
      [exchangeCancelled.name]: null,
    },
    pairs: (organization_id) => sql`
      select e.client_id as of_id, e.id as subject_id from exchanges e where e.organization_id = ${organization_id}
      union
      select a.participant_id, a.exchange_id from exchange_participants a
       where a.organization_id = ${organization_id} and a.left_at is null`,
  },
]
