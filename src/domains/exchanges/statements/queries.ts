import { sql } from 'kysely'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { ParsedStatement } from './parsed.ts'
import type { BankStatement, LineNarrowing, Proposal, StatementLine } from './schema.ts'

function selectStatements(tx: Tx, organization_id: string, exchange_account_id: string) {
  const count = (only: string) => sql<number>`(select count(*)::int from bank_statement_lines l
    where l.organization_id = s.organization_id and l.statement_id = s.id and ${sql.raw(only)})`
  return tx
    .selectFrom('bank_statements as s')
    .select(['s.id', 's.exchange_account_id', 's.filename', 's.file_hash', 's.format', 's.starts_on'])
    .select(['s.ends_on', 's.closing_balance', 's.created_at', count('true').as('line_count')])
    .select(count('l.posting_id is null').as('unmatched_count'))
    .select(
      sql<string | null>`(select u.display_name from users u where u.id = s.created_by)`.as(
        'created_by_name',
      ),
    )
    .where('s.organization_id', '=', organization_id)
    .where('s.exchange_account_id', '=', exchange_account_id)
}

export function listStatements(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
  page: PageAfter<string>,
): Promise<BankStatement[]> {
  const query = selectStatements(tx, organization_id, exchange_account_id)
  return readPage(query, 's.id', page, 'newest') as Promise<BankStatement[]>
}

export async function findStatement(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
  file_hash: string,
): Promise<BankStatement | undefined> {
  return selectStatements(tx, organization_id, exchange_account_id)
    .where('s.file_hash', '=', file_hash)
    .executeTakeFirst() as Promise<BankStatement | undefined>
}

type NewStatement = Omit<ParsedStatement, 'lines' | 'closing_balance'> & {
  id: string
  exchange_account_id: string
  filename: string
  file_hash: string
  closing_balance: string | null
  created_by: string | null
}

export async function insertStatement(tx: Tx, organization_id: string, row: NewStatement): Promise<void> {
  await tx
    .insertInto('bank_statements')
    .values({ organization_id, ...row })
    .execute()
}

/** Those that no statement of the account had before; returns how many. */
export async function insertLines(
  tx: Tx,
  organization_id: string,
  place: { statement_id: string; exchange_account_id: string },
  lines: ParsedStatement['lines'],
): Promise<number> {
  const rows = lines.map((line, place) => ({ ...line, amount: decimalOf(line.amount), place }))
  const { numAffectedRows = 0n } = await sql`
    insert into bank_statement_lines (organization_id, statement_id, exchange_account_id, line_key, posted_on, amount, reference, description)
    select ${organization_id}, ${place.statement_id}, ${place.exchange_account_id}, r.line_key, r.posted_on, r.amount, r.reference, r.description
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(line_key text, posted_on date, amount numeric, reference text, description text, place integer)
     order by r.posted_on, r.place
    on conflict (organization_id, exchange_account_id, line_key) do nothing`.execute(tx)
  return Number(numAffectedRows)
}

/** The keys of those lines that the account has already. */
export async function listKnownKeys(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
  keys: string[],
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('bank_statement_lines')
    .select('line_key')
    .where('organization_id', '=', organization_id)
    .where('exchange_account_id', '=', exchange_account_id)
    .where(sql<boolean>`line_key = any(${keys}::text[])`)
    .execute()
  return new Set(rows.map(({ line_key }) => line_key))
}

/** How many days a bank may book before or after the ledger. */
const DAYS = 5

/** Postings to cash that lines `l` can be: of the same amount, to the account or its sub-accounts, and not matched yet. */
const possible = sql`
  select l.id as line_id, p.id as posting_id, p.entry_id, p.exchange_id, x.exchange_number, e.type, e.value_date,
         l.posted_on - e.value_date as days_apart,
         coalesce(d.bank_reference is not null
           and (l.reference = d.bank_reference or position(d.bank_reference in l.description) > 0), false) as same_reference
    from exchange_accounts a
    join ledger_postings p on p.organization_id = a.organization_id and p.exchange_account_id = a.id and p.amount = l.amount
    join ledger_entries e on e.organization_id = p.organization_id and e.id = p.entry_id
    join exchanges x on x.organization_id = e.organization_id and x.id = e.exchange_id
    left join disbursements d on d.organization_id = e.organization_id and d.id = e.disbursement_id
   where a.organization_id = l.organization_id and l.exchange_account_id in (a.id, a.master_id) and l.posting_id is null
     and abs(l.posted_on - e.value_date) <= ${sql.lit(DAYS)}
     and not exists (select from bank_statement_lines m where m.organization_id = p.organization_id and m.posting_id = p.id)`

export async function listLines(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
  { statement_id, matched }: LineNarrowing,
  { after, limit }: PageAfter<string>,
): Promise<StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select l.id, l.statement_id, l.posted_on, l.amount, l.reference, l.description, l.posting_id, l.matched_at,
           (select u.display_name from users u where u.id = l.matched_by) as matched_by_name,
           coalesce((select jsonb_agg(to_jsonb(o) - 'line_id' order by o.same_reference desc, abs(o.days_apart), o.posting_id)
              from (${possible} limit 20) o), '[]') as proposals
      from bank_statement_lines l
     where l.organization_id = ${organization_id} and l.exchange_account_id = ${exchange_account_id}
       and l.id > coalesce(${after ?? null}::uuid, '00000000-0000-0000-0000-000000000000')
       and l.statement_id = coalesce(${statement_id ?? null}::uuid, l.statement_id)
       and (${matched ?? null}::boolean is null or (l.posting_id is not null) = ${matched ?? null}::boolean)
     order by l.id limit ${limit}`.execute(tx)
  return rows
}

export type Candidate = Pick<Proposal, 'posting_id' | 'same_reference'> & { line_id: string }

/** Every line of an account that isn't matched, with everything that it can be. */
export async function listCandidates(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select o.line_id, o.posting_id, o.same_reference
      from bank_statement_lines l cross join lateral (${possible}) o
     where l.organization_id = ${organization_id} and l.exchange_account_id = ${exchange_account_id} and l.posting_id is null
     order by o.line_id, o.posting_id limit 10000`.execute(tx)
  return rows
}

export async function getLine(tx: Tx, organization_id: string, exchange_account_id: string, id: string) {
  const row = await tx
    .selectFrom('bank_statement_lines')
    .select(['id', 'amount', 'posted_on', 'posting_id'])
    .where('organization_id', '=', organization_id)
    .where('exchange_account_id', '=', exchange_account_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row, 'line')
}

/** A posting to cash at an account or its sub-accounts, and whether a line is matched with it. */
export async function getCashPosting(
  tx: Tx,
  organization_id: string,
  exchange_account_id: string,
  id: string,
): Promise<{ amount: string; matched: boolean }> {
  const { rows } = await sql<{ amount: string; matched: boolean }>`
    select p.amount, exists (select from bank_statement_lines m
             where m.organization_id = p.organization_id and m.posting_id = p.id) as matched
      from ledger_postings p
      join exchange_accounts a on a.organization_id = p.organization_id and a.id = p.exchange_account_id
     where p.organization_id = ${organization_id} and p.id = ${id} and ${exchange_account_id} in (a.id, a.master_id)`.execute(
    tx,
  )
  return found(rows[0], 'entry')
}

export async function saveMatch(
  tx: Tx,
  organization_id: string,
  line_id: string,
  match: { posting_id: string | null; matched_at: Date | null; matched_by: string | null },
): Promise<void> {
  const { posting_id, matched_at, matched_by } = match
  await sql`update bank_statement_lines set posting_id = ${posting_id}, matched_at = ${matched_at}, matched_by = ${matched_by}
    where organization_id = ${organization_id} and id = ${line_id}`.execute(tx)
}
