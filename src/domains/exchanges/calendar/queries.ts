import { type RawBuilder, sql } from 'kysely'
import { conditionsOf, isMine } from '#domains/exchanges/list/queries.ts'
import type { ExchangeNarrowing } from '#domains/exchanges/list/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import type { Calendar } from '#infra/calendar.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'
import type { ExchangeDay } from './schema.ts'

/** More than anyone reads. */
const MOST_DAYS = 2000

type Period = { from: CivilDate; until?: CivilDate | undefined; now: Date }
type Row = ExchangeDay & { time_zone: string; changed_at: string }

/** The deadlines in force of exchanges that weren’t canceled. */
async function selectDays(
  tx: Tx,
  organization_id: string,
  which: RawBuilder<unknown>,
  { from, until, now }: Period,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id || '-' || d.kind as id, e.id as exchange_id, d.kind, d.date as day,
           d.date - (${now}::timestamptz at time zone e.time_zone)::date as days_remaining,
           e.name, e.exchange_number, e.status, e.time_zone, d.created_at as changed_at
      from exchange_deadlines d
      join exchanges e on e.organization_id = d.organization_id and e.id = d.exchange_id
     where d.organization_id = ${organization_id} and d.superseded_at is null
       and d.date between ${from}::date and coalesce(${until ?? null}::date, 'infinity'::date)
       and e.status <> 'cancelled' and ${which}
     order by d.date, e.id, d.kind limit ${MOST_DAYS}`.execute(tx)
  return rows
}

/** The deadlines of the exchanges of a list. */
export async function listDays(
  tx: Tx,
  organization_id: string,
  filter: ExchangeNarrowing,
  period: Period,
): Promise<ExchangeDay[]> {
  const which = sql.join(conditionsOf(organization_id, filter), sql` and `)
  const rows = await selectDays(tx, organization_id, which, period)
  return rows.map(({ time_zone: _, changed_at: __, ...row }) => row)
}

/** The deadlines of a member’s own exchanges. Or those of one exchange, for everyone who sees it. */
export const exchangeCalendar: Calendar = async (
  tx,
  { organization_id, user_id },
  { about, from, base_url },
) => {
  if (about && about.subject_type !== 'exchange') return []
  const which = about ? sql`e.id = ${about.subject_id}::uuid` : isMine(sql`${user_id}::uuid`)
  const rows = await selectDays(tx, organization_id, which, { from, now: new Date(0) })
  return rows.map(({ id, exchange_id, kind, day, name, exchange_number, time_zone, changed_at }) => {
    const url = `${base_url}/exchanges/${exchange_id}`
    const ends = `Ends at midnight in ${time_zone}. Weekends and holidays don’t move it.`
    const details = `${name}\n${exchange_number}\n${ends}\n${url}`
    return { id, day, title: `${DEADLINE_NAMES[kind]}: ${name}`, details, url, changed_at }
  })
}
