import { sql } from 'kysely'
import {
  dealImported,
  stageChanged,
  transactionCancelled,
  transactionClosed,
  transactionCreated,
  transactionReopened,
} from '#domains/transactions/events.ts'
import type { Audience, MemberMay } from '#infra/facts/audiences.ts'
import type { Involvement } from '#infra/facts/involvements.ts'

const seesDeal = (may: MemberMay) => sql<boolean>`
  (${may('transactions.see_all')} or d.visibility = 'organization' or d.created_by = m.user_id
   or d.listing_agent_id = m.user_id or d.selling_agent_id = m.user_id
   or (d.visibility = 'team' and exists (
         select from team_members t where t.organization_id = d.organization_id
            and t.team_id = d.team_id and t.user_id = m.user_id)))`

/** By the same rules as the policies of the tables, for many people at once; a test holds them together. */
export const transactionAudiences: Audience[] = [
  { subject_type: 'transaction_settings', permission: 'transactions.read' },
  {
    subject_type: 'transaction',
    permission: 'transactions.read',
    sees: { subjects: sql`transactions`, by: seesDeal },
  },
  { subject_type: 'requirement_rule', permission: 'transactions.read' },
  {
    subject_type: 'transaction_import',
    permission: 'transactions.import',
    sees: {
      subjects: sql`(select * from imports where subject = 'transaction')`,
      by: (may) => sql<boolean>`${may('transactions.see_all')} or d.created_by = m.user_id`,
    },
  },
  {
    subject_type: 'property',
    permission: 'transactions.read',
    sees: {
      subjects: sql`(select p.organization_id, p.id, p.created_by as added_by, d.created_by, d.visibility,
                            d.listing_agent_id, d.selling_agent_id, d.team_id
                       from properties p left join transactions d
                         on d.organization_id = p.organization_id and d.property_id = p.id)`,
      by: (may) => sql<boolean>`d.added_by = m.user_id or ${seesDeal(may)}`,
    },
  },
  {
    // Members hear of what they get, and an agent of what becomes of their part.
    subject_type: 'commission_line',
    permission: 'transactions.read',
    sees: {
      subjects: sql`(select l.organization_id, l.id, l.user_id as paid_user_id, l.agent_id, t.created_by, t.visibility,
                            t.listing_agent_id, t.selling_agent_id, t.team_id
                       from commission_lines l join transactions t
                         on t.organization_id = l.organization_id and t.id = l.transaction_id)`,
      by: (may) => sql<boolean>`(${may('transactions.see_commissions')} and ${seesDeal(may)})
        or m.user_id in (d.paid_user_id, d.agent_id)
        or (d.paid_user_id is null and d.agent_id is null and m.user_id in (d.listing_agent_id, d.selling_agent_id))`,
    },
  },
  {
    subject_type: 'commission_plan',
    permission: 'transactions.read',
    sees: {
      subjects: sql`(select organization_id, id, user_id as plan_user_id from commission_plans)`,
      by: (may) => sql<boolean>`${may('transactions.see_commissions')} or d.plan_user_id = m.user_id`,
    },
  },
  { subject_type: 'franchise_fee', permission: 'transactions.see_commissions' },
]

/** Contacts are involved in the deals in which they are a party. A closing that was undone counts nothing. */
export const transactionInvolvements: Involvement[] = [
  {
    of: 'contact',
    subject_type: 'transaction',
    facts: {
      [transactionCreated.name]: null,
      [dealImported.name]: null,
      [stageChanged.name]: null,
      [transactionCancelled.name]: null,
      [transactionReopened.name]: null,
      [transactionClosed.name]: {
        ...{ points: 8, reason: 'Deals closed together' },
        price: sql`(f.payload ->> 'sale_price')::numeric`,
      },
    },
    pairs: (organization_id) => sql`
      select distinct a.contact_id as of_id, a.transaction_id as subject_id, t.closed_at
        from transaction_parties a
        join transactions t on t.organization_id = a.organization_id and t.id = a.transaction_id
       where a.organization_id = ${organization_id}`,
    only: sql<boolean>`(f.name <> ${transactionClosed.name} or f.created_at >= p.closed_at)`,
  },
]
