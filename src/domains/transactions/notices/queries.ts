import { sql } from 'kysely'
import {
  datesChanged,
  documentElsewhere,
  guestMailFailed,
  guestOpened,
  requirementRejected,
  stageChanged,
  transactionAmended,
  transactionCancelled,
  transactionChanged,
  transactionClosed,
  transactionCreated,
  transactionReopened,
} from '#domains/transactions/events.ts'
import { type Notices, notice } from '#infra/facts/notices.ts'

const DEAL = sql`t.organization_id = f.organization_id and t.id = f.subject_id`
const AGENTS = sql`select unnest(array[t.listing_agent_id, t.selling_agent_id]) as user_id from transactions t where ${DEAL}`
const INVITER = sql`select g.invited_by as user_id from transaction_guests g
  where g.organization_id = f.organization_id and g.id = (f.payload ->> 'guest_id')::uuid`
/** Those whom a change made an agent of the deal. */
const NEW_AGENTS = sql`
  select (f.payload -> side.name ->> 'to')::uuid as user_id
    from unnest(array['listing_agent_id', 'selling_agent_id']) side(name)
   where f.payload -> side.name ->> 'to' is not null`

const FORMER_AGENTS = sql`
  select (f.payload -> side.name ->> 'from')::uuid as user_id
    from unnest(array['listing_agent_id', 'selling_agent_id']) side(name)
   where f.payload -> side.name ->> 'from' is not null`

const someone = (actor: string | null) => actor ?? 'Someone'

/** For a deal: its agents, those who submitted a document, and whoever invited the client it is about. */
export const transactionNotices: Notices[] = [
  {
    subject_type: 'transaction',
    title: sql`(select p.address from transactions t
      join properties p on p.organization_id = t.organization_id and p.id = t.property_id
      where t.organization_id = n.organization_id and t.id = n.subject_id)`,
    facts: [
      notice(transactionCreated, {
        label: 'Someone creates a deal with you as its agent',
        concerns: sql`select jsonb_array_elements_text(f.payload -> 'agent_ids')::uuid as user_id`,
        sentence: ({ actor, title }) => `${someone(actor)} created a deal for you: ${title}`,
      }),
      notice(transactionChanged, {
        label: 'Someone puts you on a deal as its agent, or takes you off it',
        concerns: sql`${NEW_AGENTS} union ${FORMER_AGENTS}`,
        sentence: ({ actor, title }) => `${someone(actor)} changed the agents of ${title}`,
      }),
      notice(transactionAmended, {
        label: 'The closing of a deal of yours is amended',
        concerns: AGENTS,
        sentence: ({ actor, title, payload }) =>
          `${someone(actor)} amended the closing of ${title}${payload.reason ? `: ${payload.reason}` : ''}`,
      }),
      notice(stageChanged, {
        label: 'Someone moves a deal of yours to another stage',
        concerns: AGENTS,
        sentence: ({ actor, title, payload }) =>
          payload.to
            ? `${someone(actor)} moved ${title} to ${payload.to.replaceAll('_', ' ')}`
            : `${someone(actor)} moved ${title} to another stage`,
      }),
      notice(datesChanged, {
        label: 'Someone changes dates of a deal of yours',
        concerns: AGENTS,
        sentence: ({ actor, title, payload }) =>
          payload.moved?.length === 1
            ? `${someone(actor)} changed a date of ${title}`
            : `${someone(actor)} changed ${payload.moved ? `${payload.moved.length} ` : ''}dates of ${title}`,
      }),
      notice(transactionClosed, {
        label: 'A deal of yours closes',
        concerns: AGENTS,
        sentence: ({ title }) => `${title} closed`,
      }),
      notice(transactionCancelled, {
        label: 'A deal of yours is canceled',
        concerns: AGENTS,
        sentence: ({ actor, title }) => `${someone(actor)} canceled ${title}`,
      }),
      notice(transactionReopened, {
        label: 'A deal of yours is reopened, or its contract falls through',
        concerns: AGENTS,
        sentence: ({ actor, title }) => `${someone(actor)} reopened ${title}`,
      }),
      notice(guestOpened, {
        label: 'A client you invited opens the page of their deal',
        concerns: INVITER,
        sentence: ({ title }) => `Your client opened their page of ${title} for the first time`,
      }),
      notice(guestMailFailed, {
        label: 'An email that invites a client to their deal couldn’t be delivered',
        concerns: INVITER,
        sentence: ({ title }) => `The email with your client’s link to ${title} couldn’t be delivered`,
      }),
      notice(documentElsewhere, {
        label: 'A client sends a file that is about another property',
        concerns: sql`${AGENTS} union select d.uploaded_by from documents d
          where d.organization_id = f.organization_id and d.id = (f.payload ->> 'document_id')::uuid`,
        sentence: ({ title }) =>
          `A file that a client sent for ${title} is about another property. Check it: it fills no required document.`,
      }),
      notice(requirementRejected, {
        label: 'A required document you submitted, or of a deal of yours, is rejected',
        concerns: sql`select (f.payload ->> 'submitted_by')::uuid as user_id
          union select unnest(array[t.listing_agent_id, t.selling_agent_id]) from transactions t
            where t.organization_id = f.organization_id and t.id = f.subject_id`,
        sentence: ({ actor, title, payload }) =>
          `${someone(actor)} rejected ${payload.requirement ?? 'a required document'} of ${title}${payload.reason ? `: ${payload.reason}` : ''}`,
      }),
    ],
  },
]
