import { sql } from 'kysely'
import type { DatedDeal } from '#domains/transactions/rules/caps.ts'
import type { Split } from '#domains/transactions/rules/commissions.ts'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { CivilDate } from '#lib/dates.ts'

/** Until the end of the transaction no other computes the commissions of this organization. */
export async function lockCommissions(tx: Tx, organization_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('commissions:' || ${organization_id}, 0))`.execute(
    tx,
  )
}

export type KnownResult = { inputs: string; figures: string; amounts: Record<string, string> }

/** What was computed before, of deals that are not closed or closed on `since` or later. */
export async function listComputed(
  tx: Tx,
  organization_id: string,
  since: CivilDate | null,
): Promise<Map<string, KnownResult>> {
  type Row = {
    id: string
    inputs: string
    lines: { key: string; name: string; amount: string; formula: string[] }[]
  }
  const { rows } = await sql<Row>`
    select r.transaction_id as id, r.inputs, coalesce(l.lines, '[]') as lines
      from commission_results r
      join transactions t on t.organization_id = r.organization_id and t.id = r.transaction_id
      left join lateral (
        select json_agg(json_build_object('key', l.key, 'name', l.name, 'amount', l.amount::text, 'formula', l.formula)
                        order by l.position) as lines
          from commission_lines l
         where l.organization_id = r.organization_id and l.transaction_id = r.transaction_id) l on true
     where r.organization_id = ${organization_id}
       and (t.status <> 'closed' or t.closed_on >= ${since}::date)`.execute(tx)
  return new Map(
    rows.map(({ id, inputs, lines }) => [
      id,
      {
        inputs,
        figures: JSON.stringify(lines.map(({ key, name, amount, formula }) => [key, name, amount, formula])),
        amounts: Object.fromEntries(lines.map(({ key, amount }) => [key, amount])),
      },
    ]),
  )
}

/** The result of a deal with its lines; a line keeps its id as long as it is in the deal. Returns the ids by key. */
export async function saveComputed(
  tx: Tx,
  organization_id: string,
  { id: transaction_id, day }: DatedDeal,
  { gross, ours, lines }: Split,
  inputs: string,
): Promise<Map<string, string>> {
  await sql`insert into commission_results
      (organization_id, transaction_id, counts_on, gross, gross_formula, ours, ours_formula, inputs)
    values (${organization_id}, ${transaction_id}, ${day}, ${decimalOf(gross.amount)}, ${gross.formula}::text[],
            ${decimalOf(ours.amount)}, ${ours.formula}::text[], ${inputs})
    on conflict (organization_id, transaction_id) do update
      set counts_on = excluded.counts_on, gross = excluded.gross, gross_formula = excluded.gross_formula,
          ours = excluded.ours, ours_formula = excluded.ours_formula, inputs = excluded.inputs, computed_at = now()`.execute(
    tx,
  )
  const keys = lines.map(({ id }) => id)
  await sql`delete from commission_lines where organization_id = ${organization_id}
    and transaction_id = ${transaction_id} and key <> all(${keys}::text[])`.execute(tx)
  if (lines.length === 0) return new Map()
  const rows = lines.map(
    ({ id: key, to: paid_to, name, user_id, agent_id, amount, formula, counts }, position) => ({
      ...{ key, position, paid_to, name, user_id, agent_id, formula, amount: decimalOf(amount) },
      brought_in: counts && decimalOf(counts.brought_in),
      kept: counts && decimalOf(counts.kept),
    }),
  )
  const saved = await sql<{ key: string; id: string }>`
    insert into commission_lines (organization_id, transaction_id, key, position, paid_to, name, user_id, agent_id,
                                  amount, formula, brought_in, kept)
    select ${organization_id}, ${transaction_id}, x.key, x.position, x.paid_to, x.name, x.user_id, x.agent_id, x.amount,
           array(select jsonb_array_elements_text(x.formula)), x.brought_in, x.kept
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(key text, position integer, paid_to text, name text,
             user_id uuid, agent_id uuid, amount numeric, formula jsonb, brought_in numeric, kept numeric)
    on conflict (organization_id, transaction_id, key) do update
      set position = excluded.position, name = excluded.name, amount = excluded.amount, formula = excluded.formula,
          brought_in = excluded.brought_in, kept = excluded.kept
    returning key, id`.execute(tx)
  return new Map(saved.rows.map(({ key, id }) => [key, id]))
}

/** The column of the deal that lists and other readers use. */
export async function saveGross(
  tx: Tx,
  organization_id: string,
  id: string,
  commission_amount: string | null,
): Promise<void> {
  await sql`update transactions set commission_amount = ${commission_amount}
     where organization_id = ${organization_id} and id = ${id}
       and commission_amount is distinct from ${commission_amount}::numeric`.execute(tx)
}

/** A deal that fell through, or has no price any longer, pays nobody. */
export async function deleteComputed(tx: Tx, organization_id: string, ids: string[]): Promise<void> {
  await sql`delete from commission_results where organization_id = ${organization_id}
    and transaction_id = any(${ids}::uuid[])`.execute(tx)
  await sql`update transactions set commission_amount = null where organization_id = ${organization_id}
    and id = any(${ids}::uuid[]) and commission_amount is not null`.execute(tx)
}
