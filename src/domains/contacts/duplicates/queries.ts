import { sql } from 'kysely'
import { selectContacts } from '#domains/contacts/queries.ts'
import type { Contact } from '#domains/contacts/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

export type Pair = { one_id: string; other_id: string }

/** What more contacts than this share, such as the number of an office, says nothing. */
const MOST_SHARING = 10
const MOST_PAIRS = 2_000
/** Of two names at one address, by their trigrams: Rob Stone and Robert Stone are 0.64 alike, Rob and Linda Stone 0.38. */
const ALIKE = 0.45

/**
 * Pairs that share an email address, a phone number, a name with a ZIP code, or an address with a similar name; those that a person told apart are left
 * out. With `contact_id`, only its own.
 */
export async function listCandidates(tx: Tx, organization_id: string, contact_id?: string): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    with keys as materialized (
      select c.id, k.key from contacts c
       cross join lateral (
         select 'e ' || unnest(c.email_keys) as key
         union all select 'p ' || unnest(c.phone_keys)
         union all select 'n ' || c.sort_name || ' ' || left(c.zip_code, 5)
         union all select 'a ' || regexp_replace(lower(concat_ws('|', a ->> 'line1', a ->> 'line2')), '[^[:alnum:]|]', '', 'g')
                               || ' ' || left(a ->> 'zip_code', 5)
                     from jsonb_array_elements(c.addresses) a where a ->> 'line1' <> '') k
       where c.organization_id = ${organization_id} and c.deleted_at is null and k.key is not null
    ), shared as (
      select key, array_agg(distinct id) as ids from keys
       group by key having count(distinct id) between 2 and ${MOST_SHARING}
          and (${contact_id ?? null}::uuid is null or ${contact_id ?? null}::uuid = any (array_agg(id)))
    ), pairs as (
      select distinct a as one_id, b as other_id
        from shared, unnest(ids) a, unnest(ids) b
       where a < b and (${contact_id ?? null}::uuid is null or ${contact_id ?? null}::uuid in (a, b))
         and (key not like 'a %' or exists (
               select from contacts x, contacts y
                where x.organization_id = ${organization_id} and x.id = a and y.organization_id = ${organization_id} and y.id = b
                  and similarity(x.display_name, y.display_name) >= ${ALIKE}))
    )
    select p.one_id, p.other_id from pairs p
     where not exists (select from contact_distinctions d
                        where d.organization_id = ${organization_id} and d.one_id = p.one_id and d.other_id = p.other_id)
     order by p.one_id desc, p.other_id
     limit ${MOST_PAIRS}`.execute(tx)
  return rows
}

export async function listContactsById(tx: Tx, organization_id: string, ids: string[]): Promise<Contact[]> {
  if (ids.length === 0) return []
  return selectContacts(tx)
    .where('c.organization_id', '=', organization_id)
    .where(sql<boolean>`c.id = any(${ids}::uuid[])`)
    .execute()
}

export async function insertDistinction(
  tx: Tx,
  organization_id: string,
  { one_id, other_id }: Pair,
  created_by: string | null,
): Promise<void> {
  await tx
    .insertInto('contact_distinctions')
    .values({ organization_id, one_id, other_id, created_by })
    .onConflict((conflict) => conflict.columns(['organization_id', 'one_id', 'other_id']).doNothing())
    .execute()
}
