import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { AgentTerms, Commission, CommissionTerms } from './schema.ts'

export type StoredTerms = {
  version: number
  gross_kind: 'rate' | 'flat' | 'tiered'
  flat_amount: string | null
  tiers: { up_to: string | null; rate: number }[]
  paid_by: 'seller' | 'buyer'
  listing_share: string
  agents: AgentTerms[] | null
}

/** The terms of a deal `c` as one object, with its shares as far as the person sees them. */
export const TERMS_AS_JSON = sql<StoredTerms>`jsonb_build_object(
  'version', c.version, 'gross_kind', c.gross_kind, 'flat_amount', c.flat_amount::text, 'tiers', c.tiers,
  'paid_by', c.paid_by, 'listing_share', c.listing_share::text,
  'agents', (select jsonb_agg(jsonb_build_object('user_id', s.user_id, 'share', s.share::float8, 'team', s.team,
                                'deductions', s.deductions) order by s.position)
               from commission_shares s
              where s.organization_id = c.organization_id and s.transaction_id = c.transaction_id))`

/** What was agreed about a deal's commission; undefined while it is only the deal's rate. */
export async function findTerms(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<StoredTerms | undefined> {
  const row = await tx
    .selectFrom('transaction_commissions as c')
    .select(TERMS_AS_JSON.as('terms'))
    .where('c.organization_id', '=', organization_id)
    .where('c.transaction_id', '=', transaction_id)
    .executeTakeFirst()
  return row?.terms
}

type NewTerms = { transaction_id: string; updated_by: string | null } & Omit<
  CommissionTerms,
  'agents' | 'referrals'
>

/** False when they have changed since `version`, which is 0 for the first. */
export async function saveTerms(
  tx: Tx,
  organization_id: string,
  version: number,
  { transaction_id, updated_by, gross, paid_by, listing_share }: NewTerms,
): Promise<boolean> {
  const values = {
    gross_kind: gross.kind,
    flat_amount: gross.kind === 'flat' ? gross.amount : null,
    tiers: JSON.stringify(gross.kind === 'tiered' ? gross.tiers : []),
    ...{ paid_by, listing_share: listing_share.toFixed(6), updated_by },
  }
  if (version > 0) {
    const { numUpdatedRows } = await tx
      .updateTable('transaction_commissions')
      .set(values)
      .where('organization_id', '=', organization_id)
      .where('transaction_id', '=', transaction_id)
      .where('version', '=', version)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('transaction_commissions')
    .values({ organization_id, transaction_id, ...values })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export type StoredReferral = {
  id: string
  transaction_id: string
  contact_id: string
  name: string
  rate: number | null
  amount: string | null
}

export async function listReferrals(
  tx: Tx,
  organization_id: string,
  transaction_ids: string[],
): Promise<StoredReferral[]> {
  const { rows } = await sql<StoredReferral>`
    select r.id, r.transaction_id, r.contact_id, coalesce(c.display_name, 'A contact that you don’t see') as name,
           r.rate::float8 as rate, r.amount
      from commission_referrals r
      left join contacts c on c.organization_id = r.organization_id and c.id = r.contact_id
     where r.organization_id = ${organization_id} and r.transaction_id = any(${transaction_ids}::uuid[])
     order by r.transaction_id, r.position`.execute(tx)
  return rows
}

/** Who shares in a deal's commission, in their order; null: the agents of the deal. */
export async function saveShares(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  agents: AgentTerms[] | null,
): Promise<void> {
  await tx
    .deleteFrom('commission_shares')
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .execute()
  if (!agents) return
  const rows = agents.map(({ user_id, share, team, deductions }, position) => ({
    ...{ organization_id, transaction_id, user_id, position, share: share.toFixed(6) },
    ...{ team: JSON.stringify(team), deductions: JSON.stringify(deductions) },
  }))
  await tx.insertInto('commission_shares').values(rows).execute()
}

/** The referrals of a deal as they are to be, in their order. */
export async function saveReferrals(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
  referrals: CommissionTerms['referrals'],
): Promise<void> {
  await tx
    .deleteFrom('commission_referrals')
    .where('organization_id', '=', organization_id)
    .where('transaction_id', '=', transaction_id)
    .execute()
  if (referrals.length === 0) return
  const rows = referrals.map(({ contact_id, rate = null, amount = null }, position) => ({
    ...{ organization_id, transaction_id, contact_id, position, amount },
    rate: rate === null ? null : rate.toFixed(6),
  }))
  await tx.insertInto('commission_referrals').values(rows).execute()
}

export type Computed = Pick<Commission, 'gross_formula' | 'ours_formula' | 'lines'> & {
  counts_on: string
  gross: string
  ours: string
}

/** What was computed, as far as the person sees its lines. */
export async function findComputed(
  tx: Tx,
  organization_id: string,
  transaction_id: string,
): Promise<Computed | undefined> {
  const { rows } = await sql<Computed>`
    select r.counts_on, r.gross, r.gross_formula, r.ours, r.ours_formula, coalesce((
             select json_agg(json_build_object('id', l.id, 'key', l.key, 'paid_to', l.paid_to, 'name', l.name,
                      'user_id', l.user_id, 'agent_id', l.agent_id, 'amount', l.amount::text, 'formula', l.formula)
                      order by l.position)
               from commission_lines l
              where l.organization_id = r.organization_id and l.transaction_id = r.transaction_id), '[]') as lines
      from commission_results r
     where r.organization_id = ${organization_id} and r.transaction_id = ${transaction_id}`.execute(tx)
  return rows[0]
}

/** Names of members, also of those who have left. */
export async function listMemberNames(
  tx: Tx,
  organization_id: string,
  user_ids: string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ user_id: string; name: string }>`
    select m.user_id, coalesce(u.display_name, u.email) as name
      from organization_members m join users u on u.id = m.user_id
     where m.organization_id = ${organization_id} and m.user_id = any(${user_ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ user_id, name }) => [user_id, name]))
}
