import { sql } from 'kysely'
import type { DocumentType } from '#domains/documents/schema.ts'
import { houseNumbers } from '#domains/transactions/rules/addresses.ts'
import type { CandidateDeal, Match, ReadDocument, ReadValue } from '#domains/transactions/rules/matching.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { DealProposal, ProposalFilter, ProposalState } from './schema.ts'

/** Evidence about a party is read by those who see the contact. */
const evidence = sql<DealProposal['evidence']>`coalesce((
  select jsonb_agg(e - 'contact_id' order by n) from jsonb_array_elements(a.evidence) with ordinality x(e, n)
   where e ->> 'contact_id' is null or exists (select from contacts c
           where c.organization_id = a.organization_id and c.id = (e ->> 'contact_id')::uuid)), '[]')`

function selectProposals(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('transaction_document_proposals as a')
    .innerJoin('documents as d', (join) =>
      join.onRef('d.organization_id', '=', 'a.organization_id').onRef('d.id', '=', 'a.document_id'),
    )
    .innerJoin('transactions as t', (join) =>
      join.onRef('t.organization_id', '=', 'a.organization_id').onRef('t.id', '=', 'a.transaction_id'),
    )
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['a.id', 'a.document_id', 'd.document_type', 'a.transaction_id', 't.transaction_number'])
    .select(['p.address', 'a.created_at'])
    .select(
      sql<boolean>`works_on_deal(t.created_by, t.listing_agent_id, t.selling_agent_id, t.team_id)`.as('mine'),
    )
    .select(sql<ProposalState>`a.state`.as('state'))
    .select(sql<string>`coalesce(d.title, d.filename)`.as('title'))
    .select(sql<number>`a.score::float8`.as('score'))
    .select(evidence.as('evidence'))
    .where('a.organization_id', '=', organization_id)
    .where('d.deleted_at', 'is', null)
    .where('t.archived_at', 'is', null)
}

export function listProposals(
  tx: Tx,
  organization_id: string,
  { document_id, transaction_id, mine }: ProposalFilter,
  user_id: string | null,
  page: PageAfter<string>,
): Promise<DealProposal[]> {
  let query = selectProposals(tx, organization_id).where('a.state', '=', 'proposed')
  if (document_id) query = query.where('a.document_id', '=', document_id)
  if (transaction_id) query = query.where('a.transaction_id', '=', transaction_id)
  if (mine)
    query = query.where(
      sql<boolean>`${user_id}::uuid in (d.uploaded_by, t.listing_agent_id, t.selling_agent_id)`,
    )
  return readPage(query, 'a.id', page)
}

export async function getProposal(tx: Tx, organization_id: string, id: string): Promise<DealProposal> {
  const row = await selectProposals(tx, organization_id).where('a.id', '=', id).executeTakeFirst()
  return found(row, 'proposal')
}

/** Locked until the end of the transaction: of two who decide at once, the second sees what the first said. */
export async function lockProposal(tx: Tx, organization_id: string, id: string): Promise<DealProposal> {
  const row = await tx
    .selectFrom('transaction_document_proposals')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  found(row, 'proposal')
  return getProposal(tx, organization_id, id)
}

type Pair = { document_id: string; transaction_id: string }

/** What was proposed is open again, or decided by a person. */
export async function saveProposalState(
  tx: Tx,
  organization_id: string,
  { document_id, transaction_id }: Pair,
  state: ProposalState,
  user_id: string | null,
): Promise<void> {
  const decided = state === 'proposed' ? null : user_id
  await tx
    .updateTable('transaction_document_proposals')
    .set({ state, decided_by: decided, decided_at: state === 'proposed' ? null : sql<string>`now()` })
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .where('transaction_id', '=', transaction_id)
    .execute()
}

/** Also of a document that a person had attached without a proposal. */
export async function saveDismissed(
  tx: Tx,
  organization_id: string,
  { document_id, transaction_id }: Pair,
  user_id: string | null,
): Promise<void> {
  await sql`
    insert into transaction_document_proposals (organization_id, document_id, transaction_id, score, evidence, state,
           decided_by, decided_at)
    values (${organization_id}, ${document_id}, ${transaction_id}, 0, '[]', 'dismissed', ${user_id}, now())
    on conflict (organization_id, document_id, transaction_id) do update
       set state = excluded.state, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(
    tx,
  )
}

/** What was proposed for a document and not decided, but for the deal that it is proposed for now. */
export async function deleteProposed(
  tx: Tx,
  organization_id: string,
  document_id: string,
  but: string | null,
): Promise<void> {
  await tx
    .deleteFrom('transaction_document_proposals')
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .where('state', '=', 'proposed')
    .where(sql<boolean>`transaction_id is distinct from ${but}::uuid`)
    .execute()
}

/** True when it is new. What a person has decided stays. */
export async function insertProposal(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { transaction_id, score, evidence: reasons }: Match,
): Promise<boolean> {
  const { rows } = await sql<{ is_new: boolean }>`
    insert into transaction_document_proposals (organization_id, document_id, transaction_id, score, evidence)
    values (${organization_id}, ${document_id}, ${transaction_id}, ${score}, ${JSON.stringify(reasons)}::jsonb)
    on conflict (organization_id, document_id, transaction_id) do update
       set score = excluded.score, evidence = excluded.evidence
     where transaction_document_proposals.state = 'proposed'
    returning xmax = 0 as is_new`.execute(tx)
  return rows[0]?.is_new ?? false
}

/** Whose document it is; undefined once it is gone. */
export async function findUploader(tx: Tx, organization_id: string, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('documents')
    .select('uploaded_by')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row?.uploaded_by
}

/** What can be read in the newest version of a document; undefined where the person doesn't see it. */
export async function findReadDocument(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<(ReadDocument & { title: string; category: string | null }) | undefined> {
  const document = await tx
    .selectFrom('documents as d')
    .select(['d.version_number', 'd.filename', 'd.original_filename', 'd.category'])
    .select(sql<DocumentType | null>`d.document_type`.as('document_type'))
    .select(sql<string>`coalesce(d.title, d.filename)`.as('title'))
    .where('d.organization_id', '=', organization_id)
    .where('d.id', '=', id)
    .where('d.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!document) return undefined
  const { version_number, title, filename, original_filename, document_type, category } = document
  const values: ReadValue[] = await tx
    .selectFrom('document_extractions')
    .select(['field', 'page_number'])
    .select(sql<string>`coalesce(normalized, value)`.as('value'))
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', id)
    .where(sql<boolean>`${version_number} in (version_number, decided_version_number)`)
    .where('state', '<>', 'rejected')
    .orderBy(sql`state = 'accepted'`, 'desc')
    .orderBy('confidence', 'desc')
    .orderBy('id')
    .execute()
  return { title, category, document_type, names: [title, filename, original_filename], values }
}

/** Whether the document is in a deal that the person sees. */
export async function isAttached(tx: Tx, organization_id: string, document_id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('transaction_documents')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('document_id', '=', document_id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const MOST_CANDIDATES = 200
const parcel = (column: string) => sql`regexp_replace(lower(${sql.ref(column)}), '[^a-z0-9]', '', 'g')`

/** Deals at one of the house numbers, of one of the parcels, or named by their number; not those that were dismissed. */
export async function listCandidates(
  tx: Tx,
  organization_id: string,
  document_id: string,
  { values, names }: ReadDocument,
): Promise<CandidateDeal[]> {
  const of = (...fields: string[]) => values.filter(({ field }) => fields.includes(field))
  const numbers = of('property_address', 'address').flatMap(({ value }) => houseNumbers(value))
  const parcels = of('apn').map(({ value }) => value.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  const { rows } = await sql<CandidateDeal>`
    select t.id, t.transaction_number, t.status,
           least(t.created_at::date, t.listing_date, t.contract_date)::text as began,
           coalesce(t.closed_on, t.cancelled_at::date)::text as ended,
           json_build_object('address_line1', p.address_line1, 'address_line2', p.address_line2, 'city', p.city,
             'state', p.state, 'zip_code', p.zip_code, 'parcel_number', p.parcel_number) as property,
           coalesce((select json_agg(json_build_object('contact_id', c.id, 'name', c.display_name, 'role', a.role))
              from transaction_parties a
              join contacts c on c.organization_id = a.organization_id and c.id = a.contact_id
             where a.organization_id = t.organization_id and a.transaction_id = t.id), '[]') as parties,
           array_remove(array[t.list_price::text, t.sale_price::text], null) as prices,
           array_remove(array[t.listing_date::text, t.contract_date::text, t.closing_date::text,
             t.possession_date::text, t.closed_on::text], null) as dates
      from transactions t
      join properties p on p.organization_id = t.organization_id and p.id = t.property_id
     where t.organization_id = ${organization_id} and t.archived_at is null
       and (split_part(p.address_key, ' ', 1) = any(${numbers}::text[])
            or split_part(p.address_key, ' ', 2) = any(${numbers}::text[])
            or ${parcel('p.parcel_number')} = any(${parcels}::text[])
            or exists (select from unnest(${names}::text[]) name where position(t.transaction_number in name) > 0))
       and not exists (select from transaction_document_proposals x
                        where x.organization_id = t.organization_id and x.transaction_id = t.id
                          and x.document_id = ${document_id} and x.state = 'dismissed')
     order by t.id desc limit ${MOST_CANDIDATES}`.execute(tx)
  return rows
}

/** Documents without a deal that may be about its property, the newest first. */
export async function listLooseDocuments(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with deal as (
      select p.address_key, ${parcel('p.parcel_number')} as parcel, t.transaction_number
        from transactions t join properties p on p.organization_id = t.organization_id and p.id = t.property_id
       where t.organization_id = ${organization_id} and t.id = ${transaction_id} and t.archived_at is null)
    select d.id from documents d, deal
     where d.organization_id = ${organization_id} and d.deleted_at is null and d.status = 'ready'
       and not exists (select from transaction_documents a
                        where a.organization_id = d.organization_id and a.document_id = d.id)
       and (position(split_part(deal.address_key, ' ', 1) || ' ' in lower(d.property_address)) > 0
            or position(deal.transaction_number in d.filename) > 0
            or (length(deal.parcel) > 3 and exists (select from document_extractions e
                  where e.organization_id = d.organization_id and e.document_id = d.id and e.field = 'apn'
                    and ${parcel('e.normalized')} = deal.parcel)))
     order by d.id desc limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Documents without a deal that say which property they are about, the newest first. */
export async function listAllLooseDocuments(
  tx: Tx,
  organization_id: string,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from documents d
     where d.organization_id = ${organization_id} and d.deleted_at is null and d.status = 'ready'
       and d.property_address is not null
       and not exists (select from transaction_documents a
                        where a.organization_id = d.organization_id and a.document_id = d.id)
     order by d.id desc limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Contacts that the words of a name find, with their email addresses. */
export async function listContactsNamed(tx: Tx, words: string[], most: number) {
  const { rows } = await sql<{ id: string; display_name: string; emails: string[] }>`
    select c.id, c.display_name, c.email_keys as emails
      from find_contacts(${words}::text[], ${most}) f
      join contacts c on c.organization_id = app_organization_id() and c.id = f.id
     order by c.sort_name, c.id`.execute(tx)
  return rows
}

export async function listDealsOf(tx: Tx, organization_id: string, property_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('transactions')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('property_id', '=', property_id)
    .where('archived_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ id }) => id)
}
