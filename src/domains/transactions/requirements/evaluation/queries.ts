import { sql } from 'kysely'
import type { ListChange } from '#domains/transactions/rules/requirement-list.ts'
import { DealFacts } from '#domains/transactions/rules/requirements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { stateCode } from '#lib/us-states.ts'

/** Locked in one order, so that two evaluations of the same deals follow each other. */
export async function lockDeals(tx: Tx, organization_id: string, ids: string[]): Promise<void> {
  await tx
    .selectFrom('transactions')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** What is known of each deal; what isn't is left out. */
export async function listFacts(
  tx: Tx,
  organization_id: string,
  ids: string[],
): Promise<Map<string, DealFacts>> {
  const rows = await tx
    .selectFrom('transactions as t')
    .innerJoin('properties as p', (join) =>
      join.onRef('p.organization_id', '=', 't.organization_id').onRef('p.id', '=', 't.property_id'),
    )
    .select(['t.id', 't.transaction_type', 't.side', 't.financing', 't.occupancy', 't.seller_is_foreign'])
    .select(['t.exchange_cooperation', 'p.state', 'p.county', 'p.property_type', 'p.year_built', 'p.hoa'])
    .select('p.new_construction')
    .select(sql<number | null>`t.sale_price::float8`.as('sale_price'))
    .where('t.organization_id', '=', organization_id)
    .where('t.id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, state, county, ...facts }) => {
      const known = {
        ...facts,
        state: state && (stateCode(state) ?? state),
        county: county?.replace(/ (county|parish)$/i, '') ?? null,
      }
      return [id, DealFacts.parse(Object.fromEntries(Object.entries(known).filter(([, v]) => v !== null)))]
    }),
  )
}

export async function listItems(tx: Tx, organization_id: string, ids: string[]) {
  const rows = await tx
    .selectFrom('transaction_requirements as q')
    .select(['q.id', 'q.transaction_id', 'q.rule_id', 'q.position', 'q.name', 'q.document_type'])
    .select(['q.document_category', 'q.requirement', 'q.reason', 'q.citation', 'q.missing'])
    .select(sql<boolean>`q.state <> 'open' or q.document_id is not null`.as('touched'))
    .where('q.organization_id', '=', organization_id)
    .where('q.transaction_id', 'in', ids)
    .where('q.rule_id', 'is not', null)
    .execute()
  return Map.groupBy(rows, ({ transaction_id }) => transaction_id)
}

export async function deleteItems(tx: Tx, organization_id: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .deleteFrom('transaction_requirements')
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .execute()
}

type Saved = ListChange['save'][number] & { transaction_id: string }

/** In one statement for all deals of a batch. */
export async function saveItems(tx: Tx, organization_id: string, items: Saved[]): Promise<void> {
  if (items.length === 0) return
  await sql`
    insert into transaction_requirements (organization_id, transaction_id, rule_id, position, name, document_type,
      document_category, requirement, reason, citation, missing)
    select ${organization_id}, r.transaction_id, r.rule_id, r.position, r.name, r.document_type, r.document_category,
           r.requirement, r.reason, r.citation, r.missing
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r(transaction_id uuid, rule_id uuid, position integer,
        name text, document_type text, document_category text, requirement text, reason text, citation text,
        missing text[])
    on conflict (organization_id, transaction_id, rule_id) do update set position = excluded.position,
      name = excluded.name, document_type = excluded.document_type, document_category = excluded.document_category,
      requirement = excluded.requirement, reason = excluded.reason, citation = excluded.citation,
      missing = excluded.missing`.execute(tx)
}
