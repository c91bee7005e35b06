import { sql } from 'kysely'
import {
  disbursementApproved,
  disbursementEnded,
  disbursementReleased,
  payeeFrozen,
} from '#domains/exchanges/money-events.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

const REQUESTER = sql`select d.created_by as user_id from disbursements d
  where d.organization_id = f.organization_id and d.id = f.subject_id`
/** Those who requested payments to a payee that aren't released yet. */
const WAITING = sql`select d.created_by as user_id from disbursements d
  where d.organization_id = f.organization_id and d.payee_id = f.subject_id and d.state in ('requested', 'authorized', 'approved')`

const someone = (actor: string | null) => actor ?? 'Someone'

/** For payments: the person who requested them. */
export const moneyNotices: Notices[] = [
  {
    subject_type: 'disbursement',
    title: sql`(select p.account_name || ', ' || e.exchange_number from disbursements d
      join payees p on p.organization_id = d.organization_id and p.id = d.payee_id
      join exchanges e on e.organization_id = d.organization_id and e.id = d.exchange_id
      where d.organization_id = n.organization_id and d.id = n.subject_id)`,
    facts: [
      notice(disbursementApproved, {
        label: 'Someone approves a payment that you requested',
        concerns: REQUESTER,
        sentence: ({ actor, title }) => `${someone(actor)} approved your payment to ${title}`,
      }),
      notice(disbursementReleased, {
        label: 'A payment that you requested is released',
        concerns: REQUESTER,
        sentence: ({ actor, title }) => `${someone(actor)} released your payment to ${title}`,
      }),
      notice(disbursementEnded, {
        label: 'A payment that you requested is refused, canceled or returned',
        concerns: REQUESTER,
        sentence: ({ actor, title, payload }) =>
          `${someone(actor)} ended your payment to ${title}${payload.reason ? `: ${payload.reason}` : ''}`,
      }),
    ],
  },
  {
    subject_type: 'payee',
    title: sql`(select p.account_name from payees p where p.organization_id = n.organization_id and p.id = n.subject_id)`,
    facts: [
      notice(payeeFrozen, {
        label: 'Someone freezes a payee to whom you requested a payment',
        concerns: WAITING,
        sentence: ({ actor, title, payload }) =>
          `${someone(actor)} froze ${title}${payload.reason ? `: ${payload.reason}` : ''}`,
      }),
    ],
  },
]
