import { type RawBuilder, sql } from 'kysely'
import type { Involvement } from '#infra/facts/involvements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { TimelineEntry } from './schema.ts'

/** Facts that only say what a person logged, which is there itself. */
const LOGGED = ['contacts.interaction_logged', 'contacts.interaction_removed', 'contacts.financials_viewed']

/**
 * What happened with a contact, from the facts about it, the facts of other domains in which it is involved, as far as the
 * reader sees what they are about, and what people logged.
 */
export async function listTimeline(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  involvements: Involvement[],
  { after, limit }: PageAfter<[happened_at: string, id: string]>,
): Promise<TimelineEntry[]> {
  const before = (at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    after ? sql`(${at}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`
  const facts = involvements.map(({ pairs, subject_type, facts: shown, only }) => {
    return sql`
      select f.id, f.name, f.subject_type, f.subject_id, f.payload, f.user_id, date_trunc('milliseconds', f.created_at) as created_at
        from (${pairs(organization_id)}) p
        join events f on f.organization_id = ${organization_id} and f.subject_id = p.subject_id
       where p.of_id = ${contact_id} and f.subject_type = ${subject_type} and f.name = any(${Object.keys(shown)}::text[])
         and ${only ?? sql`true`}`
  })
  const own = sql`
    select f.id, f.name, f.subject_type, f.subject_id, f.payload, f.user_id, date_trunc('milliseconds', f.created_at) as created_at from events f
     where f.organization_id = ${organization_id} and f.subject_id = ${contact_id} and f.name <> all(${LOGGED}::text[])`
  const { rows } = await sql<TimelineEntry>`
    select t.*, u.display_name as user_name from (
      select f.id, f.name, 'fact' as kind, f.subject_type, f.subject_id, null as direction, f.user_id, f.created_at as happened_at,
             coalesce(f.payload ->> 'name', f.payload ->> 'title', f.payload ->> 'filename',
               (select o.display_name from contacts o where o.organization_id = ${organization_id}
                   and o.id = (f.payload ->> 'other_contact_id')::uuid)) as summary
        from (${sql.join([own, ...facts], sql` union all `)}) f
       where ${before(sql`f.created_at`, sql`f.id`)}
      union all
      select i.id, i.kind, 'interaction', 'contact', i.contact_id, i.direction, i.created_by, i.happened_at, i.summary
        from contact_interactions i
       where i.organization_id = ${organization_id} and i.contact_id = ${contact_id}
         and ${before(sql`i.happened_at`, sql`i.id`)}) t
      left join users u on u.id = t.user_id
     order by t.happened_at desc, t.id desc limit ${limit}`.execute(tx)
  return rows
}
