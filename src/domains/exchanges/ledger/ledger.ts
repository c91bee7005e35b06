import { resolveContact } from '#domains/contacts/contacts.ts'
import { getAccount } from '#domains/exchanges/accounts/queries.ts'
import { endReturned } from '#domains/exchanges/disbursements/follow.ts'
import { getEvidence } from '#domains/exchanges/evidence/queries.ts'
import { identifiedOf } from '#domains/exchanges/identification/entitlement.ts'
import { entryReversed } from '#domains/exchanges/money-events.ts'
import { getExchange, lockExchange } from '#domains/exchanges/queries.ts'
import { releaseOf } from '#domains/exchanges/rules/money-gate.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { centsOf, decimalOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkDay, postEntry } from './post.ts'
import {
  getBalances,
  getEntry,
  insertEntry,
  listAccountBalances,
  listExpected,
  listPostings,
} from './queries.ts'
import type { Funds, LedgerEntry, NewReceipt, Reversal } from './schema.ts'

const ENDED = ['completed', 'failed', 'cancelled']

export async function readFunds(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  as_of: string | undefined,
  now: Date,
): Promise<Funds> {
  const exchange = await getExchange(tx, organization_id, exchange_id, now)
  const day = as_of ?? today(now, { timezone: exchange.time_zone })
  const identified = await identifiedOf(tx, organization_id, exchange)
  const then = identified.map(({ address, received_on }) => ({
    ...{ address, received_on: received_on && received_on <= day ? received_on : null },
  }))
  const release = releaseOf({ exchange, as_of: day, identified: then })
  return {
    as_of: day,
    ...(await getBalances(tx, organization_id, exchange_id, day)),
    accounts: await listAccountBalances(tx, organization_id, exchange_id, day),
    expected: await listExpected(tx, organization_id, exchange_id),
    release: {
      allowed: release.basis !== null,
      earliest_lawful_date: release.earliest,
      legal_basis: release.basis,
      text: release.text,
    },
  }
}

/** Money that came in: the proceeds of a sale, money of the taxpayer, a deposit or parked money that came back. */
export async function receiveFunds(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  { document_id, counterparty_id, amount, type, ...said }: NewReceipt,
  now: Date,
): Promise<LedgerEntry> {
  const { organization_id } = actor
  const exchange = await lockRunning(tx, organization_id, exchange_id, now)
  demandPast(exchange, said.value_date, now)
  return postEntry(tx, actor, exchange_id, type, {
    ...{ ...said, amount: centsOf(amount) },
    ...(counterparty_id && { counterparty_id: await resolveContact(tx, actor, counterparty_id) }),
    ...(document_id && (await getEvidence(tx, organization_id, document_id))),
  })
}

/** Locked, so that what follows sees the balances as they stay until the commit. */
export async function lockRunning(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  now: Date,
): Promise<Exchange> {
  const exchange = await lockExchange(tx, organization_id, exchange_id, now)
  if (ENDED.includes(exchange.status))
    throw new AppError('refused', 'The exchange has ended. Nothing is posted to it anymore.')
  return exchange
}

function demandPast({ time_zone }: Exchange, day: string, now: Date): void {
  if (day > today(now, { timezone: time_zone }))
    throw new AppError('invalid', 'Enter the day on which the bank booked it, today at the latest.', {
      issues: [{ field: 'value_date', reason: 'is in the future' }],
    })
}

/** The only correction. Reversing a payment that the bank returned also ends its disbursement. */
export async function reverseEntry(
  tx: Tx,
  actor: Actor,
  exchange_id: string,
  entry_id: string,
  { reason }: Reversal,
  now: Date,
): Promise<LedgerEntry> {
  const { organization_id, user_id } = actor
  const exchange = await lockRunning(tx, organization_id, exchange_id, now)
  const entry = await getEntry(tx, organization_id, exchange_id, entry_id)
  if (entry.type === 'reversal')
    throw new AppError('refused', 'A reversal isn’t reversed. Post the entry again.')
  if (entry.reversed_by_id) throw new AppError('conflict', 'This entry has been reversed already.')
  const day = today(now, { timezone: exchange.time_zone })
  checkDay(await getAccount(tx, organization_id, entry.exchange_account_id), day)
  await checkCovered(tx, organization_id, exchange_id, entry)
  const id = newId()
  const postings = (await listPostings(tx, organization_id, entry_id)).map((posting) => ({
    ...{ ...posting, amount: decimalOf(-centsOf(posting.amount)) },
  }))
  const { exchange_property_id, counterparty_id } = entry
  await insertEntry(
    tx,
    organization_id,
    exchange_id,
    {
      ...{ id, type: 'reversal', value_date: day, memo: reason, reverses_id: entry_id, created_by: user_id },
      ...{ exchange_property_id, counterparty_id },
    },
    postings,
  )
  const fact = { entry_id: id, reverses_id: entry_id, type: entry.type, reason }
  await publish(tx, organization_id, entryReversed, exchange_id, fact)
  if (entry.disbursement_id) await endReturned(tx, actor, entry.disbursement_id, reason, now)
  return getEntry(tx, organization_id, exchange_id, id)
}

/** Money that has been paid out since can't be taken back. */
async function checkCovered(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  entry: LedgerEntry,
): Promise<void> {
  const amount = centsOf(entry.amount)
  if (amount <= 0n) return
  const owed = await getBalances(tx, organization_id, exchange_id)
  const accounts = await listAccountBalances(tx, organization_id, exchange_id)
  const cash = accounts.find((one) => one.exchange_account_id === entry.exchange_account_id)?.balance ?? '0'
  const rest = entry.type === 'interest_accrued' ? owed.interest : owed.exchange_funds
  if (centsOf(cash) < amount || centsOf(rest) < amount)
    throw new AppError('refused', 'Part of this money has been paid out, so the entry can’t be reversed.')
}
