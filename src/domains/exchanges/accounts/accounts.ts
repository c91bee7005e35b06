import { accountChanged, accountOpened } from '#domains/exchanges/money-events.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { centsOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import { encrypt } from '#infra/secrets.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { getAccount, insertAccount, lastDayOf, lockAccount, saveAccount } from './queries.ts'
import type { AccountChange, ExchangeAccount, NewAccount } from './schema.ts'

const AUDITED = [
  ...(['bank_name', 'title', 'custody', 'annual_rate', 'compounding', 'day_count_basis'] as const),
  'closed_on' as const,
]

/** The account number is kept encrypted; only its last four digits are shown. */
export async function openAccount(
  tx: Tx,
  actor: Actor,
  { account_number, annual_rate, ...said }: NewAccount,
  secret: string,
  now: Date,
): Promise<ExchangeAccount> {
  const { organization_id, user_id: created_by } = actor
  await checkPlace(tx, organization_id, said, now)
  const id = newId()
  await insertAccount(tx, organization_id, {
    ...{ ...said, id, created_by },
    ...(annual_rate !== undefined && { annual_rate: annual_rate.toFixed(6) }),
    account_number_encrypted: encrypt(secret, account_number),
    account_number_last4: account_number.slice(-4),
  })
  const opened = await getAccount(tx, organization_id, id)
  const { kind, exchange_id, bank_name, account_number_last4 } = opened
  const about = { kind, exchange_id, bank_name, account_number_last4 }
  await publish(tx, organization_id, accountOpened, id, about)
  return opened
}

/** One exchange for each account but a master, and a master for each sub-account. */
async function checkPlace(
  tx: Tx,
  organization_id: string,
  { kind, exchange_id, master_id }: Pick<NewAccount, 'kind' | 'exchange_id' | 'master_id'>,
  now: Date,
): Promise<void> {
  if ((kind === 'master') === (exchange_id !== undefined))
    throw wrong(
      'exchange_id',
      kind === 'master' ? 'A master account belongs to no single exchange.' : 'Choose the exchange.',
    )
  if ((kind === 'sub_account') !== (master_id !== undefined))
    throw wrong('master_id', 'A sub-account, and only a sub-account, is part of a master account.')
  if (exchange_id) await getExchange(tx, organization_id, exchange_id, now)
  if (master_id && (await getAccount(tx, organization_id, master_id)).kind !== 'master')
    throw wrong('master_id', 'Choose a master account.')
}

function wrong(field: string, reason: string): AppError {
  return new AppError('invalid', reason, { issues: [{ field, reason }] })
}

/** An account is closed with nothing in it, after its last entry. */
export async function changeAccount(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
  change: AccountChange,
): Promise<ExchangeAccount> {
  const { organization_id } = actor
  const before = await lockAccount(tx, organization_id, id)
  if (change.closed_on) await checkClosing(tx, organization_id, id, change.closed_on)
  unchanged((await saveAccount(tx, organization_id, id, version, change)) || undefined, 'account')
  const after = await getAccount(tx, organization_id, id)
  const changes = changesOf(before, after, AUDITED)
  if (Object.keys(changes).length > 0) await publish(tx, organization_id, accountChanged, id, { changes })
  return after
}

/** Also what is held for exchanges that the person doesn’t see counts. */
async function checkClosing(tx: Tx, organization_id: string, id: string, day: string): Promise<void> {
  const { balance, opened_on } = await asSystem(tx, () => getAccount(tx, organization_id, id))
  const last = (await asSystem(tx, () => lastDayOf(tx, organization_id, id))) ?? opened_on
  if (centsOf(balance) !== 0n)
    throw new AppError('refused', 'This account still holds money. Pay it out before you close it.')
  if (day < last) throw wrong('closed_on', `Choose a day on or after ${last}.`)
}
