import { lockAccount } from '#domains/exchanges/accounts/queries.ts'
import type { ExchangeAccount } from '#domains/exchanges/accounts/schema.ts'
import { entryPosted } from '#domains/exchanges/money-events.ts'
import { type EntryType, postingsOf } from '#domains/exchanges/rules/ledger.ts'
import { decimalOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import type { Money } from '#lib/money.ts'
import { getEntry, insertEntry, type NewEntry } from './queries.ts'
import type { LedgerEntry } from './schema.ts'

export type Posted = Omit<NewEntry, 'id' | 'type' | 'reverses_id' | 'created_by'> & {
  exchange_account_id: string
  amount: Money
}

/** The one way to the ledger beside a reversal. The transaction holds the lock of the exchange. */
export async function postEntry(
  tx: Tx,
  { organization_id, user_id }: Pick<Actor, 'organization_id' | 'user_id'>,
  exchange_id: string,
  type: Exclude<EntryType, 'reversal'>,
  { exchange_account_id, amount, ...said }: Posted,
): Promise<LedgerEntry> {
  const account = await lockAccount(tx, organization_id, exchange_account_id)
  if (account.exchange_id !== exchange_id) throw new AppError('missing', 'Account not found.')
  checkDay(account, said.value_date)
  const id = newId()
  const postings = postingsOf(type, amount).map((posting) => ({
    ledger_account: posting.ledger_account,
    exchange_account_id: posting.ledger_account === 'cash' ? exchange_account_id : null,
    amount: decimalOf(posting.amount),
  }))
  await insertEntry(tx, organization_id, exchange_id, { ...said, id, type, created_by: user_id }, postings)
  await publish(tx, organization_id, entryPosted, exchange_id, {
    ...{ entry_id: id, type, amount: decimalOf(amount), value_date: said.value_date },
    disbursement_id: said.disbursement_id ?? null,
  })
  return getEntry(tx, organization_id, exchange_id, id)
}

/** Nothing is posted before an account was opened, after it was closed, or into a month that is reconciled. */
export function checkDay(account: ExchangeAccount, day: string): void {
  const { opened_on, closed_on, locked_through } = account
  if (locked_through && day <= locked_through)
    throw new AppError(
      'refused',
      `This account is reconciled through ${locked_through}. Choose a later value date.`,
    )
  if (day < opened_on || (closed_on && day > closed_on))
    throw new AppError('refused', `On ${day} this account wasn’t open. Choose another value date.`)
}
