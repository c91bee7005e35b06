import { sql } from 'kysely'
import { requirementRejected } from '#domains/transactions/events.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

/** For a deal: its agents, and those who submitted a document. */
export const transactionNotices: Notices[] = [
  {
    subject_type: 'transaction',
    title: sql`(select p.address from transactions t
      join properties p on p.organization_id = t.organization_id and p.id = t.property_id
      where t.organization_id = n.organization_id and t.id = n.subject_id)`,
    facts: [
      notice(requirementRejected, {
        label: 'A required document you submitted, or of a deal of yours, is rejected',
        concerns: sql`select (f.payload ->> 'submitted_by')::uuid as user_id
          union select unnest(array[t.listing_agent_id, t.selling_agent_id]) from transactions t
            where t.organization_id = f.organization_id and t.id = f.subject_id`,
        sentence: ({ actor, title, payload }) =>
          `${actor ?? 'Someone'} rejected ${payload.requirement ?? 'a required document'} of ${title}${payload.reason ? `: ${payload.reason}` : ''}`,
      }),
    ],
  },
]
