import { sql } from 'kysely'
import {
  exchangeActivated,
  exchangeCancelled,
  exchangeCreated,
  relinquishedTransferred,
  replacementReceived,
} from '#domains/exchanges/events.ts'
import type { Audience, MemberMay } from '#infra/facts/audiences.ts'
import type { Involvement } from '#infra/facts/involvements.ts'

const sharedBy = (exchange: string) => (may: MemberMay) =>
  sql<boolean>`exists (select from exchanges e
  where e.organization_id = d.organization_id and e.id = d.${sql.ref(exchange)}
    and (${may('exchanges.see_all')} or m.user_id in (e.coordinator_id, e.primary_attorney_id, e.created_by)
         or exists (select from exchange_participants a
              where a.organization_id = e.organization_id and a.exchange_id = e.id and a.user_id = m.user_id
                and a.left_at is null)))`

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
  { subject_type: 'payee', permission: 'money.see_funds' },
  {
    subject_type: 'exchange_funds',
    permission: 'money.see_funds',
    sees: { subjects: sql`exchanges`, by: sharedBy('id') },
  },
  {
    subject_type: 'disbursement',
    permission: 'money.see_funds',
    sees: { subjects: sql`disbursements`, by: sharedBy('exchange_id') },
  },
  {
    subject_type: 'exchange_account',
    permission: 'money.see_funds',
    sees: {
      subjects: sql`exchange_accounts`,
      by: (may) => sql<boolean>`(d.exchange_id is null or ${sharedBy('exchange_id')(may)})`,
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
