import { sql } from 'kysely'
import { commissionsChanged } from '#domains/transactions/commissions/events.ts'
import { centsOf, dollars } from '#domains/transactions/rules/figures.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

/** For agents: what they get of a pending deal follows from what else they close in their year. */
export const commissionNotices: Notices = {
  subject_type: 'commission_line',
  title: sql`(select p.address from commission_lines l
    join transactions t on t.organization_id = l.organization_id and t.id = l.transaction_id
    join properties p on p.organization_id = t.organization_id and p.id = t.property_id
    where l.organization_id = n.organization_id and l.id = n.subject_id)`,
  facts: [
    notice(commissionsChanged, {
      label: 'Another deal or a plan changes what you get of a deal',
      concerns: sql`select (f.payload ->> 'user_id')::uuid as user_id`,
      sentence: ({ title, payload: { from, to } }) =>
        from && to
          ? `Your commission of ${title} changed from ${dollars(centsOf(from))} to ${dollars(centsOf(to))}`
          : `Your commission of ${title} changed`,
    }),
  ],
}
