import { sql } from 'kysely'
import type { ExchangedProperty, SentNotice } from '#domains/exchanges/rules/identified.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { IdentificationNotice } from './schema.ts'

type NoticeFields = Omit<IdentificationNotice, 'recipient_name' | 'properties'>

function selectNotices(tx: Tx, organization_id: string, exchange_id: string) {
  const name = (column: string) =>
    sql<string | null>`(select u.display_name from users u where u.id = n.${sql.ref(column)})`
  return tx
    .selectFrom('identification_notices as n')
    .select(['n.id', 'n.kind', 'n.status', 'n.recipient_id', 'n.recipient_capacity', 'n.document_id'])
    .select(['n.signature_request_id', 'n.method', 'n.delivery', 'n.sent_at', 'n.recorded_at'])
    .select(['n.created_at', 'n.version'])
    .select(name('recorded_by').as('recorded_by_name'))
    .select(name('created_by').as('created_by_name'))
    .select(
      sql<string | null>`case when n.recipient_id is null
        then (select o.name from organizations o where o.id = n.organization_id)
        else (select c.display_name from contacts c
               where c.organization_id = n.organization_id and c.id = n.recipient_id) end`.as(
        'recipient_name',
      ),
    )
    .select(
      sql<IdentificationNotice['properties']>`coalesce((
        select jsonb_agg(jsonb_build_object('exchange_property_id', a.exchange_property_id, 'address', p.address,
                 'side', x.side, 'description', a.description, 'fair_market_value', a.fair_market_value::text,
                 'ownership_percent', a.ownership_percent::float8) order by a.id)
          from notice_properties a
          join exchange_properties x on x.organization_id = a.organization_id and x.id = a.exchange_property_id
          join properties p on p.organization_id = x.organization_id and p.id = x.property_id
         where a.organization_id = n.organization_id and a.notice_id = n.id), '[]')`.as('properties'),
    )
    .where('n.organization_id', '=', organization_id)
    .where('n.exchange_id', '=', exchange_id)
}

export function pageOfNotices(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<IdentificationNotice[]> {
  const query = selectNotices(tx, organization_id, exchange_id)
  return readPage(query, 'n.id', page, 'newest') as Promise<IdentificationNotice[]>
}

/** All of an exchange that were sent or wait for a signature, the newest first. */
export function listNotices(tx: Tx, organization_id: string, exchange_id: string) {
  return selectNotices(tx, organization_id, exchange_id)
    .where('n.status', 'in', ['out_for_signature', 'signed'])
    .orderBy('n.id', 'desc')
    .execute() as Promise<IdentificationNotice[]>
}

export async function getNotice(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  id: string,
): Promise<IdentificationNotice> {
  const row = await selectNotices(tx, organization_id, exchange_id).where('n.id', '=', id).executeTakeFirst()
  return found(row, 'notice') as IdentificationNotice
}

/** The notice that a signature request is for. */
export function findByRequest(tx: Tx, organization_id: string, signature_request_id: string) {
  return tx
    .selectFrom('identification_notices')
    .select(['id', 'exchange_id', 'kind', 'version'])
    .where('organization_id', '=', organization_id)
    .where('signature_request_id', '=', signature_request_id)
    .executeTakeFirst()
}

type Named = IdentificationNotice['properties'][number]
export type NamedRow = Pick<Named, 'exchange_property_id' | 'description' | 'fair_market_value'> & {
  ownership_percent: number
}

export async function insertNotice(
  tx: Tx,
  organization_id: string,
  row: Pick<NoticeFields, 'id' | 'kind' | 'recipient_id' | 'recipient_capacity'> & {
    exchange_id: string
    created_by: string | null
  },
): Promise<void> {
  await tx
    .insertInto('identification_notices')
    .values({ organization_id, ...row })
    .execute()
}

/** Puts these properties in the place of those that the draft named. */
export async function replaceNamed(
  tx: Tx,
  organization_id: string,
  notice_id: string,
  rows: NamedRow[],
): Promise<void> {
  await tx
    .deleteFrom('notice_properties')
    .where('organization_id', '=', organization_id)
    .where('notice_id', '=', notice_id)
    .execute()
  await tx
    .insertInto('notice_properties')
    .values(
      rows.map(({ ownership_percent, ...row }) => ({
        ...{ organization_id, notice_id, ...row, ownership_percent: ownership_percent.toFixed(4) },
      })),
    )
    .execute()
}

type Columns = Partial<
  Pick<
    NoticeFields,
    | 'status'
    | 'recipient_id'
    | 'recipient_capacity'
    | 'document_id'
    | 'signature_request_id'
    | 'method'
    | 'delivery'
  >
> & { sent_at?: Date; recorded_at?: Date; recorded_by?: string | null }

/** False when the notice has changed since `version`. */
export async function saveNotice(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  columns: Columns,
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
  const { numUpdatedRows } = await tx
    .updateTable('identification_notices')
    .set({ ...given, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Every notice that was signed and sent, with what it names. */
export async function listSent(tx: Tx, organization_id: string, exchange_id: string): Promise<SentNotice[]> {
  const rows = await selectNotices(tx, organization_id, exchange_id)
    .where('n.status', '=', 'signed')
    .orderBy('n.sent_at')
    .orderBy('n.id')
    .execute()
  return rows as SentNotice[]
}

/** The properties of both sides as the rules of identification ask for them. */
export function listExchanged(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
): Promise<ExchangedProperty[]> {
  return tx
    .selectFrom('exchange_properties as x')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 'x.organization_id').onRef('p.id', '=', 'x.property_id'),
    )
    .select(['x.id', 'x.side', 'p.address', 'x.price', 'x.fair_market_value', 'x.expected_receipt_value'])
    .select(['x.to_be_produced', 'x.incidental_to', 'x.transferred_on', 'x.substantially_same'])
    .where('x.organization_id', '=', organization_id)
    .where('x.exchange_id', '=', exchange_id)
    .orderBy('x.id')
    .execute() as Promise<ExchangedProperty[]>
}

/** Whether a notice names the property, also one that isn't signed yet. */
export async function isNamed(
  tx: Tx,
  organization_id: string,
  exchange_property_id: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('notice_properties')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('exchange_property_id', '=', exchange_property_id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
