import { type RawBuilder, sql } from 'kysely'
import { conditionsOf } from '#domains/transactions/list/queries.ts'
import type { TransactionNarrowing } from '#domains/transactions/list/schema.ts'
import type { KeyDate } from '#domains/transactions/rules/dates.ts'
import type { Calendar, CalendarEntry, CalendarQuestion } from '#infra/calendar.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'
import type { DealDay } from './schema.ts'

/** More than anyone reads in a month. */
const MOST_DAYS = 2000

type Row = {
  id: string
  deal: string
  name: string
  day: string
  address: string
  transaction_number: string
  changed_at: string
}

/** How the dates of a deal itself read in a calendar. */
const TITLES: Partial<Record<KeyDate, string>> = {
  listing_date: 'Listing',
  closing_date: 'Closing',
  possession_date: 'Possession',
}

type Period = { from: CivilDate; until?: CivilDate | undefined }

/** What is still to be met in open deals, and the closings and possessions of those that closed. */
function selectDays(tx: Tx, organization_id: string, which: RawBuilder<unknown>, { from, until }: Period) {
  const within = (day: RawBuilder<unknown>) =>
    sql`${day} between ${from}::date and coalesce(${until ?? null}::date, 'infinity'::date)`
  const shown = sql`t.organization_id = ${organization_id} and t.archived_at is null and ${which}`
  const key = (column: KeyDate, day: RawBuilder<unknown>, more: RawBuilder<boolean>) => sql`
    select t.id || '-' || ${column} as id, t.id as deal, ${TITLES[column]} as name, ${day} as day, p.address,
           t.transaction_number, t.updated_at as changed_at
      from transactions t join properties p on p.organization_id = t.organization_id and p.id = t.property_id
     where ${shown} and ${within(day)} and ${more}`
  const open = sql<boolean>`t.status in ('active', 'pending')`
  return sql<Row>`
    select id, deal, name, day::text as day, address, transaction_number, changed_at from (
      ${key('listing_date', sql`t.listing_date`, sql`${open} and t.stage = 'pre_listing'`)}
      union all
      ${key('closing_date', sql`coalesce(t.closed_on, t.closing_date)`, sql`(${open} or t.status = 'closed')`)}
      union all
      ${key('possession_date', sql`t.possession_date`, sql`(${open} or t.status = 'closed')`)}
      union all
      select d.id::text, t.id, d.name, d.date, p.address, t.transaction_number, t.updated_at
        from transaction_dates d
        join transactions t on t.organization_id = d.organization_id and t.id = d.transaction_id
        join properties p on p.organization_id = t.organization_id and p.id = t.property_id
       where d.organization_id = ${organization_id} and ${shown} and ${open} and d.done_at is null
         and ${within(sql`d.date`)}
    ) days order by day, id limit ${MOST_DAYS}`
    .execute(tx)
    .then(({ rows }) => rows)
}

function entryOf(
  { id, deal, name, day, address, transaction_number, changed_at }: Row,
  base_url: string,
): CalendarEntry {
  const url = `${base_url}/deals/${deal}`
  const details = `${address}\n${transaction_number}\n${url}`
  return { id, day, title: `${name}: ${address}`, details, url, changed_at }
}

/** A member's own deals: those whose agent they are, and those that they created. Or one deal, for whoever sees it. */
export const dealCalendar: Calendar = async (tx, { organization_id, user_id }, { about, from, base_url }) => {
  if (about && about.subject_type !== 'transaction') return []
  const which = about
    ? sql<boolean>`t.id = ${about.subject_id}::uuid`
    : sql<boolean>`${user_id}::uuid in (t.listing_agent_id, t.selling_agent_id, t.created_by)`
  return (await selectDays(tx, organization_id, which, { from })).map((row) => entryOf(row, base_url))
}

/** The days of a deal as its client reads them, with the page of that client in place of the deal's. */
export async function listGuestDays(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  { from, url }: Pick<CalendarQuestion, 'from'> & { url: string },
): Promise<CalendarEntry[]> {
  const rows = await selectDays(tx, organization_id, sql`t.id = ${transaction_id}::uuid`, { from })
  return rows.map((row) => ({ ...entryOf(row, ''), details: `${row.address}\n${url}`, url }))
}

/** The days of the deals of a list. */
export async function listDays(
  tx: Tx,
  organization_id: string,
  filter: TransactionNarrowing,
  period: Period,
): Promise<DealDay[]> {
  const which = sql.join(conditionsOf(organization_id, filter), sql` and `)
  const rows = await selectDays(tx, organization_id, which, period)
  return rows.map(({ deal: transaction_id, changed_at: _, ...row }) => ({ ...row, transaction_id }))
}
