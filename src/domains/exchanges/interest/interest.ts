import { getAccount } from '#domains/exchanges/accounts/queries.ts'
import type { ExchangeAccount } from '#domains/exchanges/accounts/schema.ts'
import { getEvidence } from '#domains/exchanges/evidence/queries.ts'
import { lockRunning } from '#domains/exchanges/ledger/ledger.ts'
import { postEntry } from '#domains/exchanges/ledger/post.ts'
import { accruedThrough, listDayBalances } from '#domains/exchanges/ledger/queries.ts'
import type { LedgerEntry } from '#domains/exchanges/ledger/schema.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { type AccrualTerms, accruedInterest } from '#domains/exchanges/rules/accrual.ts'
import { centsOf, decimalOf } from '#domains/transactions/rules/figures.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { addDays, type CivilDate, daysBetween, today } from '#lib/dates.ts'
import { AppError, found } from '#lib/errors.ts'
import type { Accrual, AccrualQuery, NewAccrual } from './schema.ts'

export async function readAccrual(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  { exchange_account_id, through }: AccrualQuery,
  now: Date,
): Promise<Accrual> {
  const exchange = await getExchange(tx, organization_id, exchange_id, now)
  const account = await getAccount(tx, organization_id, exchange_account_id)
  found(account.exchange_id === exchange_id ? account : null, 'account')
  return accrualOf(tx, organization_id, account, through, today(now, { timezone: exchange.time_zone }))
}

async function accrualOf(
  tx: Tx,
  organization_id: string,
  account: ExchangeAccount,
  through: CivilDate,
  day: CivilDate,
): Promise<Accrual> {
  const posted = await accruedThrough(tx, organization_id, account.id)
  const from = posted ?? addDays(account.opened_on, -1)
  if (through <= from) throw new AppError('refused', `Interest has been posted through ${from} already.`)
  if (through > day) throw new AppError('refused', 'Interest is computed through today at the latest.')
  const balances = (await listDayBalances(tx, organization_id, account.id)).map((one) => ({
    ...{ day: one.day, balance: centsOf(one.balance) },
  }))
  const amount = accruedInterest(account satisfies AccrualTerms, balances, from, through)
  const { id: exchange_account_id, annual_rate } = account
  return { exchange_account_id, from, through, annual_rate, amount: decimalOf(amount) }
}

/** What the bank credited counts; what the terms say is in the memo beside it. */
export async function postInterest(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  { exchange_account_id, through, amount, document_id }: NewAccrual,
  now: Date,
): Promise<LedgerEntry> {
  const { organization_id } = actor
  await lockRunning(tx, organization_id, exchange_id, now)
  const asked = { exchange_account_id, through }
  const accrual = await readAccrual(tx, organization_id, exchange_id, asked, now)
  const credited = centsOf(amount ?? accrual.amount)
  if (credited === 0n)
    throw new AppError('refused', 'By its terms the account earned nothing. Enter what the bank credited.')
  const days = daysBetween(accrual.from, through)
  const terms = `${(accrual.annual_rate * 100).toFixed(3)}%, ${days} days: $${accrual.amount} by its terms`
  return postEntry(tx, actor, exchange_id, 'interest_accrued', {
    ...{ exchange_account_id, amount: credited, value_date: through, memo: `Interest at ${terms}` },
    ...(document_id && (await getEvidence(tx, organization_id, document_id))),
  })
}
