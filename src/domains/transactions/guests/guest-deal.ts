import { listAsked } from '#domains/documents/requests/sending.ts'
import { listSharedWith } from '#domains/documents/shares/shares.ts'
import { listGuestDays } from '#domains/transactions/calendar/queries.ts'
import { listDates } from '#domains/transactions/dates/queries.ts'
import { guestOpened } from '#domains/transactions/events.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { guestsUntil } from '#domains/transactions/rules/guests.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import { renderCalendar } from '#infra/calendar.ts'
import { publish } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import type { Db } from '#infra/postgres/pool.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { type Actor, type Origin, systemActor } from '#lib/actor.ts'
import { addDays, today } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'
import {
  type GuestLink,
  type GuestState,
  getGuestState,
  listAttachedIds,
  listRequestIds,
  saveSeen,
} from './queries.ts'
import type { GuestDeal } from './schema.ts'

/** The holder of a client’s link: no member, who sees one deal through the policies for guests and nothing else. */
export function guestActor({ organization_id, id }: GuestLink, origin: Origin): Actor {
  return { ...systemActor(organization_id), role: 'share', guest_id: id, origin }
}

/**
 * The page of a client. The deal, its dates and which documents it has are read as the guest; what of those was shared
 * with their address, and what was asked of them, is what the documents domain shows to the holders of its links.
 */
export async function showGuestDeal(
  { db, config }: Pick<Infra, 'db' | 'config'>,
  link: GuestLink,
  origin: Origin,
  now: Date,
): Promise<GuestDeal> {
  const { organization_id } = link
  const state = await demandLive(db, link, origin)
  const { deal, dates, document_ids, request_ids } = await withActor(
    db,
    guestActor(link, origin),
    async (tx) => {
      const deal = await getTransaction(tx, organization_id, state.transaction_id)
      demandNotOver(deal, state, now)
      if (await saveSeen(tx, link, now))
        await publish(tx, organization_id, guestOpened, deal.id, {
          ...{ guest_id: link.id, contact_id: state.contact_id },
        })
      return {
        deal,
        dates: await listDates(tx, organization_id, deal.id),
        document_ids: await listAttachedIds(tx, organization_id),
        request_ids: await listRequestIds(tx, organization_id),
      }
    },
  )
  const { documents, requests } = await withActor(
    db,
    { ...systemActor(organization_id), origin },
    async (tx) => ({
      documents: await listSharedWith(tx, organization_id, state.email, document_ids, config),
      requests: await listAsked(tx, organization_id, request_ids, config, now),
    }),
  )
  const { guest_name, role, agent, organization_name: name, branding } = state
  return {
    ...{ ...deal, guest_name, role, agent, organization: { name, branding }, documents },
    requests: requests.filter(({ state }) => state !== 'revoked'),
    dates: dates.flatMap(({ id, name, date, done_at }) =>
      date ? [{ id, name, date, done: done_at !== null }] : [],
    ),
  }
}

/** The dates of the deal for the client's own calendar. Calendars that look again don't count as the client's visit. */
export async function showGuestCalendar(
  { db, config }: Pick<Infra, 'db' | 'config'>,
  link: GuestLink,
  token: string,
  origin: Origin,
  now: Date,
): Promise<string> {
  const state = await demandLive(db, link, origin)
  const { organization_id } = link
  return withActor(db, guestActor(link, origin), async (tx) => {
    const deal = await getTransaction(tx, organization_id, state.transaction_id)
    demandNotOver(deal, state, now)
    const days = { from: addDays(today(now, state), -KEPT_DAYS), url: `${config.BASE_URL}/d/${token}` }
    return renderCalendar(state.address, await listGuestDays(tx, organization_id, deal.id, days))
  })
}

const KEPT_DAYS = 60

async function demandLive(db: Db, link: GuestLink, origin: Origin): Promise<GuestState> {
  const product = { ...systemActor(link.organization_id), origin }
  const state = await withActor(db, product, (tx) => getGuestState(tx, link))
  if (state.revoked_at) throw gone(state, 'Your access to this page has ended.')
  return state
}

function demandNotOver(deal: Transaction, state: GuestState, now: Date): void {
  const until = guestsUntil(deal, state.timezone)
  if (until && until < today(now, state)) throw gone(state, 'This deal has ended, and so has this page.')
}

/** A link that worked once still says whom to ask. */
const gone = ({ agent, organization_name: name, branding }: GuestState, sentence: string) =>
  new AppError('gone', `${sentence} Ask ${agent.name ?? name} for a new link.`, {
    ...{ shared_by: agent, organization: { name, branding } },
  })
