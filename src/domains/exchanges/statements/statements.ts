import { createHash } from 'node:crypto'
import { getAccount, lockAccount } from '#domains/exchanges/accounts/queries.ts'
import type { ExchangeAccount } from '#domains/exchanges/accounts/schema.ts'
import { linesMatched, statementImported } from '#domains/exchanges/money-events.ts'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { parseStatement } from './parse.ts'
import type { ParsedStatement } from './parsed.ts'
import {
  type Candidate,
  findStatement,
  getCashPosting,
  getLine,
  insertLines,
  insertStatement,
  listCandidates,
  listKnownKeys,
  saveMatch,
} from './queries.ts'
import type { BankStatement, CsvColumns, Matching } from './schema.ts'

/** An account that a bank writes statements of: the sub-accounts are in that of their master. */
export async function getBankAccount(tx: Tx, organization_id: string, id: string): Promise<ExchangeAccount> {
  const account = await getAccount(tx, organization_id, id)
  if (account.kind === 'sub_account')
    throw new AppError('refused', 'A sub-account is reconciled with the statement of its master account.')
  return account
}

/** The same file again is the same statement; of files that overlap, each line is kept once. */
export async function importStatement(
  tx: Tx,
  actor: Actor,
  id: string,
  { filename, bytes }: { filename: string; bytes: Buffer },
  columns: CsvColumns,
): Promise<BankStatement> {
  const { organization_id, user_id: created_by } = actor
  await getBankAccount(tx, organization_id, id)
  const account = await lockAccount(tx, organization_id, id)
  const file_hash = createHash('sha256').update(bytes).digest('hex')
  const known = await findStatement(tx, organization_id, id, file_hash)
  if (known) return known
  const { lines, closing_balance, ...parsed } = parseStatement(bytes, account.account_number_last4, columns)
  await checkLocked(tx, organization_id, account, lines)
  const statement_id = newId()
  const place = { statement_id, exchange_account_id: id }
  await insertStatement(tx, organization_id, {
    ...{ ...parsed, id: statement_id, exchange_account_id: id, filename, file_hash, created_by },
    closing_balance: closing_balance === null ? null : decimalOf(closing_balance),
  })
  const count = await insertLines(tx, organization_id, place, lines)
  const fact = { statement_id, filename, file_hash, lines: count }
  await publish(tx, organization_id, statementImported, id, fact)
  return found(await findStatement(tx, organization_id, id, file_hash), 'statement')
}

/** A month that is locked gets no new lines. */
async function checkLocked(
  tx: Tx,
  organization_id: string,
  { id, locked_through }: ExchangeAccount,
  lines: ParsedStatement['lines'],
): Promise<void> {
  const early = lines.filter(({ posted_on }) => locked_through && posted_on <= locked_through)
  const keys = early.map(({ line_key }) => line_key)
  const known = await listKnownKeys(tx, organization_id, id, keys)
  if (keys.some((key) => !known.has(key)))
    throw new AppError(
      'refused',
      `This file has lines that the statements through ${locked_through} don’t have, and that time is locked.`,
    )
}

/** Those pairs, or all that are certain. */
export async function matchLines(tx: Tx, actor: Actor, id: string, { pairs }: Matching, now: Date) {
  const { organization_id, user_id: matched_by } = actor
  const account = await lockAccount(tx, organization_id, id)
  const all = pairs ?? certainPairs(await listCandidates(tx, organization_id, id))
  for (const { line_id, posting_id } of all) {
    if (pairs) await checkPair(tx, organization_id, account, line_id, posting_id)
    await saveMatch(tx, organization_id, line_id, { posting_id, matched_at: now, matched_by })
  }
  return report(tx, organization_id, id, { matched: all.length, released: 0 })
}

async function checkPair(
  tx: Tx,
  organization_id: string,
  { id, locked_through }: ExchangeAccount,
  line_id: string,
  posting_id: string,
): Promise<void> {
  const line = await getLine(tx, organization_id, id, line_id)
  const posting = await getCashPosting(tx, organization_id, id, posting_id)
  if (line.posting_id || posting.matched)
    throw new AppError('conflict', 'This line or this entry is matched already. Load the page again.')
  if (locked_through && line.posted_on <= locked_through)
    throw new AppError('refused', `This account is locked through ${locked_through}.`)
  if (line.amount !== posting.amount)
    throw new AppError('refused', 'A line is matched with an entry of the same amount.')
}

/** A line and an entry that can only be each other; the bank's reference decides before the day does. */
export function certainPairs(candidates: readonly Candidate[]): { line_id: string; posting_id: string }[] {
  const named = onlyPairs(candidates.filter(({ same_reference }) => same_reference))
  const taken = new Set(named.flatMap(({ line_id, posting_id }) => [line_id, posting_id]))
  const rest = candidates.filter(({ line_id, posting_id }) => !taken.has(line_id) && !taken.has(posting_id))
  return [...named, ...onlyPairs(rest)]
}

function onlyPairs(candidates: readonly Candidate[]): { line_id: string; posting_id: string }[] {
  const byLine = Map.groupBy(candidates, ({ line_id }) => line_id)
  const byPosting = Map.groupBy(candidates, ({ posting_id }) => posting_id)
  return candidates
    .filter(({ line_id, posting_id }) => {
      return byLine.get(line_id)?.length === 1 && byPosting.get(posting_id)?.length === 1
    })
    .map(({ line_id, posting_id }) => ({ line_id, posting_id }))
}

export async function unmatchLines(tx: Tx, actor: Actor, id: string, line_ids: string[]) {
  const { organization_id } = actor
  const { locked_through } = await lockAccount(tx, organization_id, id)
  for (const line_id of line_ids) {
    const { posted_on } = await getLine(tx, organization_id, id, line_id)
    if (locked_through && posted_on <= locked_through)
      throw new AppError('refused', `This account is locked through ${locked_through}.`)
    const none = { posting_id: null, matched_at: null, matched_by: null }
    await saveMatch(tx, organization_id, line_id, none)
  }
  return report(tx, organization_id, id, { matched: 0, released: line_ids.length })
}

async function report(
  tx: Tx,
  organization_id: string,
  id: string,
  done: { matched: number; released: number },
) {
  if (done.matched + done.released > 0) await publish(tx, organization_id, linesMatched, id, done)
  return done
}
