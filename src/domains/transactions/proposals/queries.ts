import { type RawBuilder, sql } from 'kysely'
import { PERIOD_FIELDS } from '#domains/documents/rules/periods.ts'
import type { DocumentType } from '#domains/documents/schema.ts'
import { DOCUMENT_FIELDS, PARTY_FIELDS } from '#domains/transactions/rules/document-fields.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { StatedValue, Unclear } from './schema.ts'

/** A value as it is compared: of a parcel number its letters and digits, of a name its small letters. */
const keyOf = (field: RawBuilder<unknown>, value: RawBuilder<unknown>) => sql`case
  when ${field} = 'parcel_number' then regexp_replace(lower(${value}), '[^a-z0-9]', '', 'g') else lower(${value}) end`

/**
 * What the newest versions of the documents of these deals (an id, or `any (…)`) say about the fields of a deal, as far as people accepted it and the
 * person sees the documents. Of several values of a document for one field, the one that counts most, then the surer one; of people, each.
 */
export function statedValues(
  organization_id: string,
  fields: typeof DOCUMENT_FIELDS,
  deals: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const value = sql`coalesce(e.normalized, e.value)`
  const key = keyOf(sql`m.field`, value)
  return sql`
    select distinct on (x.transaction_id, x.document_id, x.field, x.person) x.*
      from (
        select a.transaction_id, a.document_id, m.field, ${value} as value, ${key} as key, e.id as extraction_id,
               case when m.field = any(${[...PARTY_FIELDS]}::text[]) then ${key} end as person, e.confidence,
               m.rank,
               case when e.version_number = d.version_number then e.page_number end as page_number,
               case when e.version_number = d.version_number then e.box end as box,
               d.version_number, d.document_type, coalesce(d.title, d.filename) as title
          from transaction_documents a
          join documents d on d.organization_id = a.organization_id and d.id = a.document_id and d.deleted_at is null
          join document_extractions e on e.organization_id = d.organization_id and e.document_id = d.id
           and e.field = any(${fields.map((one) => one.key)}::text[]) and e.state = 'accepted'
           and d.version_number in (e.version_number, e.decided_version_number)
          join jsonb_to_recordset(${JSON.stringify(fields.map((one, rank) => ({ ...one, rank })))}::jsonb) m(key text, field text, types text[], rank int)
            on m.key = e.field and (m.types is null or d.document_type = any(m.types))
         where a.organization_id = ${organization_id}
           and a.transaction_id = ${deals}
           and (m.field <> all(${[...PERIOD_FIELDS]}::text[]) or ${isAgreed(organization_id)})) x
     order by x.transaction_id, x.document_id, x.field, x.person, x.rank, x.confidence desc, x.extraction_id`
}

/**
 * Whether a document `d` of a deal, attached by `a`, was accepted: it says when, or the deal is under contract. A
 * counteroffer that is dated after the contract is an offer until it says that it was accepted. Periods of a mere offer are
 * nobody's deadlines.
 */
const isAgreed = (organization_id: string) => sql<boolean>`(
  exists (
    select from document_extractions y
     where y.organization_id = ${organization_id} and y.document_id = d.id and y.version_number = d.version_number
       and y.field in ('acceptance_date', 'effective_date') and y.state <> 'rejected')
  or exists (
    select from transactions t
     where t.organization_id = ${organization_id} and t.id = a.transaction_id and t.contract_date is not null
       and t.stage not in ('pre_listing', 'listed', 'offer')
       and (d.document_type <> 'counteroffer' or not exists (
         select from document_extractions y
          where y.organization_id = ${organization_id} and y.document_id = d.id and y.version_number = d.version_number
            and y.field in ('contract_date', 'signed_date') and y.state <> 'rejected'
            and y.normalized > t.contract_date::text))))`

/** Whether a person rejected a stated value `s` for its deal. */
export const isRejected = (organization_id: string) => sql<boolean>`exists (
  select from transaction_rejected_values r
   where r.organization_id = ${organization_id} and r.transaction_id = s.transaction_id
     and r.document_id = s.document_id and r.field = s.field and r.value = s.key)`

/** What the deal `t` itself has in a field, with its property `p`, as values are compared. */
export const dealKey = (field: RawBuilder<unknown>) =>
  keyOf(
    field,
    sql`case ${field} when 'sale_price' then t.sale_price::text when 'list_price' then t.list_price::text
      when 'earnest_money' then t.earnest_money::text when 'contract_date' then t.contract_date::text
      when 'closing_date' then t.closing_date::text when 'possession_date' then t.possession_date::text
      when 'listing_date' then t.listing_date::text when 'parcel_number' then p.parcel_number
      else ${contingencyOf(field)} end`,
  )

/** What the deal `t` has for a contingency: by the same rule as `saidOf`; a test holds them together. */
const contingencyOf = (field: RawBuilder<unknown>) => sql`(
  select coalesce(x.fixed::text, concat(x.days, case x.unit when 'business' then ' business' end,
           case x.days when 1 then ' day ' else ' days ' end, x.direction,
           case x.counted_from when 'contract_date' then ' acceptance' when 'closing_date' then ' closing' else ' delivery' end))
    from transaction_dates x
   where x.organization_id = t.organization_id and x.transaction_id = t.id and x.contingency = ${field}
   order by x.position, x.id limit 1)`

/** Periods of these documents that contradict themselves: a person corrects them where they are read. */
export async function listUnclear(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  types: DocumentType[],
): Promise<Unclear[]> {
  const { rows } = await sql<Unclear>`
    select e.id as extraction_id, e.field, e.value, e.document_id, coalesce(d.title, d.filename) as title,
           d.document_type, d.version_number, e.page_number, e.box
      from transaction_documents a
      join documents d on d.organization_id = a.organization_id and d.id = a.document_id and d.deleted_at is null
      join document_extractions e on e.organization_id = d.organization_id and e.document_id = d.id
       and e.version_number = d.version_number and e.field = any(${[...PERIOD_FIELDS]}::text[]) and e.state = 'proposed'
     where a.organization_id = ${organization_id} and a.transaction_id = ${transaction_id}
       and d.document_type = any(${types})
       and coalesce(e.normalized, e.value) !~ '^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,3} (business )?days? (after|before) [a-z]+)$'
     order by e.document_id, e.page_number, e.id`.execute(tx)
  return rows
}

export type DocumentValue = StatedValue & {
  document_type: DocumentType | null
  key: string
  dated: string | null
  rejected: boolean
}

/** All that the documents of one deal say, also what was rejected. */
export async function listStated(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<DocumentValue[]> {
  const { rows } = await sql<DocumentValue>`
    select s.extraction_id, s.field, s.value, s.key, s.document_id, s.title, s.document_type, s.version_number,
           s.page_number, s.box, ${isRejected(organization_id)} as rejected,
           (select max(e.normalized) from document_extractions e
             where e.organization_id = ${organization_id} and e.document_id = s.document_id
               and e.version_number = s.version_number and e.state <> 'rejected'
               and (e.field in ('acceptance_date', 'effective_date', 'signed_date')
                    or (e.field = 'contract_date' and s.document_type not in ('amendment', 'addendum')))) as dated
      from (${statedValues(organization_id, DOCUMENT_FIELDS, sql`${transaction_id}`)}) s
     order by s.field, s.document_id, s.extraction_id`.execute(tx)
  return rows
}

export type Settled = { field: string; document_id: string | null; known: string[] }

export function listSettled(tx: Tx, organization_id: string, transaction_id: string): Promise<Settled[]> {
  return tx
    .selectFrom('transaction_settled_values')
    .select(['field', 'document_id', 'known'])
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .execute()
}

export type DealParty = { name: string; role: string }

export function listPartyNames(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<DealParty[]> {
  return tx
    .selectFrom('transaction_parties as a')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.organization_id', '=', 'a.organization_id').onRef('c.id', '=', 'a.contact_id'),
    )
    .select(['c.display_name as name', 'a.role'])
    .where('a.organization_id', '=', organization_id)
    .where('a.transaction_id', '=', transaction_id)
    .execute()
}

type Place = { transaction_id: string; document_id: string; field: string; key: string }

export async function insertRejected(
  tx: Tx,
  organization_id: string,
  { transaction_id, document_id, field, key: value }: Place,
  rejected_by: string | null,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('transaction_rejected_values')
    .values({ organization_id, transaction_id, document_id, field, value, rejected_by })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export async function deleteRejected(
  tx: Tx,
  organization_id: string,
  { transaction_id, document_id, field, key }: Place,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('transaction_rejected_values')
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .where('document_id', '=', document_id)
    .where('field', '=', field)
    .where('value', '=', key)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The decision about a field takes the place of the one before; what was known then stays known. */
export async function saveSettled(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  { field, document_id, known, reason }: Settled & { reason: string | null },
  settled_by: string | null,
): Promise<void> {
  await sql`
    insert into transaction_settled_values as z
           (organization_id, transaction_id, field, document_id, known, reason, settled_by)
    values (${organization_id}, ${transaction_id}, ${field}, ${document_id}, ${known}::text[], ${reason}, ${settled_by})
    on conflict (organization_id, transaction_id, field) do update
       set document_id = excluded.document_id, reason = excluded.reason, settled_by = excluded.settled_by,
           settled_at = now(), known = array(select distinct unnest(z.known || excluded.known))`.execute(tx)
}
