import { sql } from 'kysely'
import type { Clock, ClockFacts, ClockKind } from '#domains/exchanges/rules/clocks.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { DeadlineFacts, type DeadlineVersion } from './schema.ts'

export type FactKind = 'return' | 'parking' | 'disaster'

/** The facts that count now, beside the transfers. */
export async function getFacts(tx: Tx, organization_id: string, exchange_id: string): Promise<DeadlineFacts> {
  const rows = await tx
    .selectFrom('deadline_facts')
    .select(['kind', 'fact'])
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('superseded_at', 'is', null)
    .orderBy('id')
    .execute()
  const of = (kind: FactKind) => rows.filter((row) => row.kind === kind).map(({ fact }) => fact)
  const [parking] = of('parking') as { parked_on: string }[]
  return DeadlineFacts.parse({
    return: of('return')[0] ?? null,
    parked_on: parking?.parked_on ?? null,
    disasters: of('disaster'),
  })
}

/** Puts these facts in the place of what was said of that kind. */
export async function replaceFacts(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  kind: FactKind,
  facts: object[],
  by: { document_id: string | null; created_by: string | null },
): Promise<void> {
  await tx
    .updateTable('deadline_facts')
    .set({ superseded_at: sql<string>`now()` })
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('kind', '=', kind)
    .where('superseded_at', 'is', null)
    .execute()
  for (const fact of facts)
    await tx
      .insertInto('deadline_facts')
      .values({ organization_id, exchange_id, kind, fact: JSON.stringify(fact), ...by })
      .execute()
}

/** The days on which relinquished properties were transferred. */
export async function listTransfers(tx: Tx, organization_id: string, exchange_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('exchange_properties')
    .select('transferred_on')
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('side', '=', 'relinquished')
    .where('transferred_on', 'is not', null)
    .orderBy('transferred_on')
    .execute()
  return rows.flatMap(({ transferred_on }) => transferred_on ?? [])
}

/** The deadlines that are in force. */
export function listDeadlines(tx: Tx, organization_id: string, exchange_id: string) {
  return tx
    .selectFrom('exchange_deadlines')
    .select(['id', 'kind', 'date', 'limiting_factor', 'citation', 'reason'])
    .where('organization_id', '=', organization_id)
    .where('exchange_id', '=', exchange_id)
    .where('superseded_at', 'is', null)
    .orderBy('date')
    .orderBy('kind')
    .execute() as Promise<(Clock & { id: string })[]>
}

type VersionRow = Omit<DeadlineVersion, 'moved_by'> & {
  computed_from: ClockFacts
  previous_facts: ClockFacts | null
}

/** Every version that there ever was, the newest first, beside the one before of its kind. */
export function listVersions(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<VersionRow[]> {
  const previous = (column: 'date' | 'computed_from') => sql`(select b.${sql.ref(column)}
      from exchange_deadlines b where b.organization_id = d.organization_id and b.exchange_id = d.exchange_id
       and b.kind = d.kind and b.id < d.id order by b.id desc limit 1)`
  const query = tx
    .selectFrom('exchange_deadlines as d')
    .leftJoin('users as u', 'u.id', 'd.created_by')
    .select(['d.id', 'd.kind', 'd.date', 'd.limiting_factor', 'd.citation', 'd.reason', 'd.computed_from'])
    .select(['d.created_at', 'd.superseded_at', 'u.display_name as created_by_name'])
    .select(previous('date').as('previous_date'))
    .select(previous('computed_from').as('previous_facts'))
    .select(
      sql<boolean>`exists (select from exchange_deadlines n where n.organization_id = d.organization_id
        and n.exchange_id = d.exchange_id and n.kind = d.kind and n.created_at = d.superseded_at)`.as(
        'replaced',
      ),
    )
    .where('d.organization_id', '=', organization_id)
    .where('d.exchange_id', '=', exchange_id)
  return readPage(query, 'd.id', page, 'newest') as unknown as Promise<VersionRow[]>
}

/** Ends the versions of these kinds, and puts the new ones in their place. */
export async function replaceDeadlines(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  ended: ClockKind[],
  clocks: Clock[],
  by: { computed_from: object; created_by: string | null },
): Promise<void> {
  if (ended.length > 0)
    await tx
      .updateTable('exchange_deadlines')
      .set({ superseded_at: sql<string>`now()` })
      .where('organization_id', '=', organization_id)
      .where('exchange_id', '=', exchange_id)
      .where('superseded_at', 'is', null)
      .where('kind', 'in', ended)
      .execute()
  if (clocks.length === 0) return
  const computed_from = JSON.stringify(by.computed_from)
  await tx
    .insertInto('exchange_deadlines')
    .values(
      clocks.map(({ kind, date, limiting_factor, citation, reason }) => ({
        ...{ organization_id, exchange_id, kind, date, limiting_factor, citation, reason },
        ...{ computed_from, created_by: by.created_by },
      })),
    )
    .execute()
}

/** Open exchanges whose identification period has ended on their own calendar since their status was set. */
export async function listOverdue(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ organization_id: string; id: string }[]> {
  return tx
    .selectFrom('exchanges as e')
    .select(['e.organization_id', 'e.id'])
    .where('e.status', '=', 'identification_period')
    .where(sql<boolean>`e.identification_deadline < (${now}::timestamptz at time zone e.time_zone)::date`)
    .orderBy('e.organization_id')
    .orderBy('e.id')
    .limit(limit)
    .execute()
}
