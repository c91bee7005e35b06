import { sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { ContactGraph, Relation, Relationship, RelationshipChange } from './schema.ts'

/** As seen from one of the two contacts. */
function relationships(tx: Tx, organization_id: string, contact_id: string) {
  return tx
    .selectFrom('contact_relationships as r')
    .innerJoin('contacts as o', (join) =>
      join
        .onRef('o.organization_id', '=', 'r.organization_id')
        .on(
          sql<boolean>`o.id = case r.from_contact_id when ${contact_id} then r.to_contact_id else r.from_contact_id end`,
        ),
    )
    .select(['r.id', 'r.relation', 'o.id as other_contact_id', 'o.display_name as other_name'])
    .select(['o.kind as other_kind', 'r.description', 'r.source', 'r.starts_on', 'r.ends_on', 'r.version'])
    .select(sql<number | null>`r.ownership_percent::float8`.as('ownership_percent'))
    .select(
      sql<'from' | 'to'>`case r.from_contact_id when ${contact_id} then 'from' else 'to' end`.as('direction'),
    )
    .where('r.organization_id', '=', organization_id)
    .where((r) => r.or([r('r.from_contact_id', '=', contact_id), r('r.to_contact_id', '=', contact_id)]))
}

export function listRelationships(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  page: PageAfter<string>,
): Promise<Relationship[]> {
  const query = relationships(tx, organization_id, contact_id).where('o.deleted_at', 'is', null)
  return readPage(query, 'r.id', page, 'oldest')
}

export async function getRelationship(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  id: string,
): Promise<Relationship> {
  const row = await relationships(tx, organization_id, contact_id).where('r.id', '=', id).executeTakeFirst()
  return found(row, 'relationship')
}

type NewRow = {
  id: string
  from_contact_id: string
  to_contact_id: string
  relation: Relation
  created_by: string | null
} & RelationshipChange

export async function insertRelationship(tx: Tx, organization_id: string, row: NewRow): Promise<void> {
  const { ownership_percent, ...plain } = row
  await tx
    .insertInto('contact_relationships')
    .values({ organization_id, ...plain, ownership_percent: asText(ownership_percent) })
    .execute()
}

export async function saveRelationship(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  { ownership_percent, ...plain }: RelationshipChange,
): Promise<boolean> {
  const percent = ownership_percent === undefined ? {} : { ownership_percent: asText(ownership_percent) }
  const { numUpdatedRows } = await tx
    .updateTable('contact_relationships')
    .set({ ...plain, ...percent, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const asText = (percent: number | null | undefined) => (percent == null ? null : String(percent))

export async function deleteRelationship(tx: Tx, organization_id: string, id: string): Promise<void> {
  await tx
    .deleteFrom('contact_relationships')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

const MOST_STEPS = 3
const MOST_RELATIONSHIPS = 300

/** Relationships that hold on a day, up to three steps away; at most 300, the nearest first. */
export async function getGraph(
  tx: Tx,
  organization_id: string,
  contact_id: string,
  day: string,
): Promise<ContactGraph> {
  const { rows } = await sql<ContactGraph['relationships'][number]>`
    with recursive near (id, step, path) as (
      select ${contact_id}::uuid, 0, array[${contact_id}::uuid]
      union all
      select o.id, n.step + 1, n.path || o.id
        from near n
        join contact_relationships r on r.organization_id = ${organization_id} and n.id in (r.from_contact_id, r.to_contact_id)
        cross join lateral (select case n.id when r.from_contact_id then r.to_contact_id else r.from_contact_id end as id) o
       where n.step < ${MOST_STEPS} and o.id <> all (n.path)
         and coalesce(r.starts_on <= ${day}::date, true) and coalesce(r.ends_on >= ${day}::date, true)
    ), reached as (select id, min(step) as step from near group by id)
    select r.id, r.from_contact_id, r.to_contact_id, r.relation, r.ownership_percent::float8 as ownership_percent
      from contact_relationships r
      join reached a on a.id = r.from_contact_id
      join reached b on b.id = r.to_contact_id
     where r.organization_id = ${organization_id}
       and coalesce(r.starts_on <= ${day}::date, true) and coalesce(r.ends_on >= ${day}::date, true)
     order by least(a.step, b.step), r.id
     limit ${MOST_RELATIONSHIPS}`.execute(tx)
  const ids = new Set([contact_id, ...rows.flatMap((row) => [row.from_contact_id, row.to_contact_id])])
  const contacts = await tx
    .selectFrom('contacts')
    .select(['id', 'display_name', 'kind', 'tax_status'])
    .where('organization_id', '=', organization_id)
    .where('id', 'in', [...ids])
    .orderBy('sort_name')
    .execute()
  return { contacts, relationships: rows }
}
