import { type RawBuilder, sql } from 'kysely'
import { selectContacts, selectRows } from '#domains/contacts/queries.ts'
import { boundsOf, type Point, readArea } from '#domains/contacts/rules/area.ts'
import type { Contact, ContactRow } from '#domains/contacts/schema.ts'
import { beyond, type OrderedBy, orderOf } from '#infra/postgres/keyset.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { SortedAfter } from '#lib/contract.ts'
import type { CONTACT_SORTS, ContactNarrowing } from './schema.ts'

/** At most so many of what words find are sorted: the first by name. */
const CAP = 5_000
const MOST_PARTS = 8

const id = { column: sql`c.id` }
const ORDER: Record<keyof typeof CONTACT_SORTS, OrderedBy[]> = {
  name: [{ column: sql`c.sort_name` }, id],
  name_desc: [
    { column: sql`c.sort_name`, descending: true },
    { ...id, descending: true },
  ],
  newest: [{ ...id, descending: true }],
  oldest: [id],
  last_interaction: [{ column: sql`c.last_interaction_date`, descending: true, nullable: true }, id],
  followup: [{ column: sql`c.next_followup_date`, nullable: true }, id],
  strength: [{ column: sql`c.relationship_strength`, descending: true, nullable: true }, id],
  importance: [{ column: sql`c.importance_score`, descending: true }, id],
}

type Page = SortedAfter<keyof typeof CONTACT_SORTS>

export function listContacts(
  tx: Tx,
  organization_id: string,
  filter: ContactNarrowing,
  page: Page,
): Promise<ContactRow[]> {
  const { where, order, limit } = pageOf(organization_id, filter, page)
  return selectRows(tx).where(where).orderBy(order).limit(limit).execute()
}

/** The same list with all that is known of each. */
export function listWholeContacts(
  tx: Tx,
  organization_id: string,
  filter: ContactNarrowing,
  page: Page,
): Promise<Contact[]> {
  const { where, order, limit } = pageOf(organization_id, filter, page)
  return selectContacts(tx).where(where).orderBy(order).limit(limit).execute()
}

function pageOf(organization_id: string, filter: ContactNarrowing, { after, limit, sort }: Page) {
  const own = sql`c.organization_id = ${organization_id}`
  const conditions = [own, ...conditionsOf(filter), beyond(ORDER[sort], after)]
  return {
    where: sql<boolean>`${sql.join(conditions, sql` and `)}`,
    order: orderOf(ORDER[sort]),
    limit: sql.lit(limit),
  }
}

export async function countContacts(tx: Tx, organization_id: string, filter: ContactNarrowing) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contacts c
     where c.organization_id = ${organization_id} and ${sql.join(conditionsOf(filter), sql` and `)}`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

/** What narrows contacts `c` down to those of a list. */
export function conditionsOf(filter: ContactNarrowing): RawBuilder<unknown>[] {
  const { q, kind, contact_type, tag, owner_id, state, visibility, strength, followup_by } = filter
  const all: RawBuilder<unknown>[] = [
    filter.trashed ? sql`c.deleted_at is not null and c.merged_into is null` : sql`c.deleted_at is null`,
  ]
  const parts = partsOf(q ?? '')
  if (parts.length > 0) all.push(sql`c.id in (select f.id from find_contacts(${parts}::text[], ${CAP}) f)`)
  if (kind?.length) all.push(sql`c.kind = any(${kind}::text[])`)
  if (contact_type?.length) all.push(sql`c.contact_type && ${contact_type}::text[]`)
  if (tag?.length) all.push(sql`c.tags @> ${tag}::text[]`)
  if (owner_id?.length) all.push(sql`c.owner_id = any(${owner_id}::uuid[])`)
  if (state?.length) all.push(sql`c.state = any(${state}::text[])`)
  if (visibility) all.push(sql`c.visibility = ${visibility}`)
  if (strength) all.push(sql`c.relationship_strength >= ${strength}`)
  if (followup_by) all.push(sql`c.next_followup_date <= ${followup_by}::date`)
  if (filter.has_email !== undefined)
    all.push(filter.has_email ? sql`c.email is not null` : sql`c.email is null`)
  if (filter.area) all.push(within(readArea(filter.area) ?? []))
  if (filter.import_id) all.push(sql`c.import_id = ${filter.import_id}`)
  return all
}

/** The box around an area is compared first: the index knows it, and few rows are left to be compared exactly. */
function within(corners: Point[]): RawBuilder<boolean> {
  const { west, south, east, north } = boundsOf(corners)
  const polygon = `(${corners.map(([x, y]) => `(${x},${y})`).join(',')})`
  return sql<boolean>`(c.longitude between ${west} and ${east} and c.latitude between ${south} and ${north}
    and ${polygon}::polygon @> c.coordinates)`
}

/** What is typed, in parts that a contact's words must all have. A phone number is its digits, however it is written. */
export function partsOf(q: string): string[] {
  const digits = q.replaceAll(/\D/g, '')
  if (digits.length >= 4 && /^[\d\s()+.\-/]+$/.test(q)) return [digits.replace(/^1(?=\d{10}$)/, '')]
  const words = q
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’"-]/g, '')
    .split(/[\s,;]+/)
    .filter(Boolean)
  return words.slice(0, MOST_PARTS)
}
