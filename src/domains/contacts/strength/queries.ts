import { type RawBuilder, sql } from 'kysely'
import type { Deeds } from '#domains/contacts/rules/strength.ts'
import type { StrengthReason } from '#domains/contacts/schema.ts'
import type { Involvement } from '#infra/facts/involvements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

const IN_90 = (at: RawBuilder<unknown>, now: Date) =>
  sql`count(*) filter (where ${at} > ${now}::timestamptz - interval '90 days')::int`
const IN_365 = (at: RawBuilder<unknown>, now: Date) =>
  sql`count(*) filter (where ${at} > ${now}::timestamptz - interval '365 days')::int`

export type Talked = { contact_id: string; direction: 'in' | 'out'; last_90: number; last_365: number }

/** Calls, meetings and messages of the last year. A meeting without a direction is one in both. */
export async function listTalked(
  tx: Tx,
  organization_id: string,
  ids: string[],
  now: Date,
): Promise<Talked[]> {
  const { rows } = await sql<Talked>`
    select i.contact_id, d.direction, ${IN_90(sql`i.happened_at`, now)} as last_90, ${IN_365(sql`i.happened_at`, now)} as last_365
      from contact_interactions i
     cross join lateral unnest(case when i.direction is null then array['in', 'out'] else array[i.direction] end) d(direction)
     where i.organization_id = ${organization_id} and i.contact_id = any(${ids}::uuid[]) and i.kind <> 'note'
     group by 1, 2`.execute(tx)
  return rows
}

/** With the price of the largest deal among them, in dollars. */
export type DeedsOf = Deeds & { contact_id: string; largest: number | null }

/** Deeds by their reasons, from the facts of other domains and from referrals. */
export async function listDeeds(
  tx: Tx,
  organization_id: string,
  ids: string[],
  involvements: Involvement[],
  now: Date,
): Promise<DeedsOf[]> {
  const weighed = involvements.flatMap(({ pairs, subject_type, facts, only }) =>
    Object.entries(facts).flatMap(([name, deed]) => {
      if (!deed) return []
      return sql`
        select p.of_id as contact_id, ${deed.reason}::text as reason, ${deed.points}::float8 as points, f.created_at as at,
               (${deed.price ?? sql`null`})::float8 as price
          from (${pairs(organization_id)}) p
          join events f on f.organization_id = ${organization_id} and f.subject_id = p.subject_id
         where p.of_id = any(${ids}::uuid[]) and f.subject_type = ${subject_type} and f.name = ${name} and ${only ?? sql`true`}`
    }),
  )
  const referred = sql`
    select r.from_contact_id, 'Clients referred', 5::float8, r.created_at, null::float8 from contact_relationships r
     where r.organization_id = ${organization_id} and r.relation = 'referral' and r.from_contact_id = any(${ids}::uuid[])`
  const { rows } = await sql<DeedsOf>`
    select d.contact_id, d.reason, d.points, ${IN_90(sql`d.at`, now)} as last_90, ${IN_365(sql`d.at`, now)} as last_365,
           count(*)::int as ever, max(d.price) as largest
      from (${sql.join([...weighed, referred], sql` union all `)}) d(contact_id, reason, points, at, price)
     group by 1, 2, 3`.execute(tx)
  return rows
}

export type Standing = { id: string; contact_type: string[]; followup: boolean }

/** What contacts are to the business, and whether a follow-up with them is open. */
export async function listStandings(tx: Tx, organization_id: string, ids: string[]): Promise<Standing[]> {
  return tx
    .selectFrom('contacts')
    .select(['id', 'contact_type'])
    .select(sql<boolean>`next_followup_date is not null`.as('followup'))
    .where('organization_id', '=', organization_id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
}

export type Scores = {
  id: string
  strength: number | null
  strength_reasons: StrengthReason[]
  importance: number
  importance_reasons: StrengthReason[]
}

export async function saveScores(tx: Tx, organization_id: string, computed: Scores[]): Promise<void> {
  await sql`
    update contacts c
       set strength_computed = s.strength, strength_reasons = s.strength_reasons,
           importance_computed = s.importance, importance_reasons = s.importance_reasons
      from jsonb_to_recordset(${JSON.stringify(computed)}::jsonb)
           as s(id uuid, strength smallint, strength_reasons jsonb, importance smallint, importance_reasons jsonb)
     where c.organization_id = ${organization_id} and c.id = s.id
       and (c.strength_computed, c.strength_reasons, c.importance_computed, c.importance_reasons)
           is distinct from (s.strength, s.strength_reasons, s.importance, s.importance_reasons)`.execute(tx)
}

/** The next contacts by id that are no one's duplicates, of one organization. */
export async function listIdsAfter(
  tx: Tx,
  organization_id: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let query = tx
    .selectFrom('contacts')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('deleted_at', 'is', null)
  if (after) query = query.where('id', '>', after)
  return (await query.orderBy('id').limit(limit).execute()).map(({ id }) => id)
}

export async function listOrganizationsWithContacts(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from organizations o where exists (select from contacts c where c.organization_id = o.id)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
