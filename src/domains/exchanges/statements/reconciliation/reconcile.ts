import type { ExchangeAccount } from '#domains/exchanges/accounts/schema.ts'
import { accountLocked } from '#domains/exchanges/money-events.ts'
import type { Reconciliation } from '#domains/exchanges/statements/schema.ts'
import { getBankAccount } from '#domains/exchanges/statements/statements.ts'
import { centsOf, decimalOf } from '#domains/transactions/rules/figures.ts'
import { publish } from '#infra/facts/events.ts'
import { asSystem, type Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { addDays, type CivilDate, today } from '#lib/dates.ts'
import { AppError } from '#lib/errors.ts'
import { sum } from '#lib/money.ts'
import { getFigures, listUnmatchedLines, listUnmatchedPostings, lockScope, saveLock } from './queries.ts'

/** Bank, control and sub-ledgers. All exchanges whose money it is count, also those that the person doesn't see. */
export async function readReconciliation(
  tx: Tx,
  organization_id: string,
  id: string,
  day: CivilDate,
): Promise<Reconciliation> {
  const account = await getBankAccount(tx, organization_id, id)
  return asSystem(tx, () => compare(tx, organization_id, account, day))
}

async function compare(
  tx: Tx,
  organization_id: string,
  { id, locked_through }: ExchangeAccount,
  day: CivilDate,
): Promise<Reconciliation> {
  const { bank, control, sub_ledgers, covered } = await getFigures(tx, organization_id, id, day)
  const unmatched_lines = await listUnmatchedLines(tx, organization_id, id, day)
  const unmatched_postings = await listUnmatchedPostings(tx, organization_id, id, day)
  const difference = bank === null ? null : centsOf(bank) - centsOf(control)
  const total = (all: { amount: string }[]) => sum(all.map(({ amount }) => centsOf(amount)))
  const unexplained =
    difference === null ? null : difference - total(unmatched_lines) + total(unmatched_postings)
  return {
    ...{ exchange_account_id: id, day, bank, control, sub_ledgers, unmatched_lines, unmatched_postings },
    difference: difference === null ? null : decimalOf(difference),
    unexplained: unexplained === null ? null : decimalOf(unexplained),
    reconciled:
      covered &&
      unmatched_lines.length === 0 &&
      unexplained === 0n &&
      centsOf(control) === centsOf(sub_ledgers),
    locked_through,
  }
}

/** A month that has ended, of which every line of the bank is in the ledger; payments on their way are listed, and may be. */
export async function lockMonth(
  tx: Tx,
  actor: Actor,
  id: string,
  through: CivilDate,
  now: Date,
): Promise<Reconciliation> {
  const { organization_id } = actor
  if (!addDays(through, 1).endsWith('-01') || through >= today(now, actor))
    throw new AppError('invalid', 'Choose the last day of a month that has ended.', {
      issues: [{ field: 'through', reason: 'isn’t the last day of a month that has ended' }],
    })
  await asSystem(tx, () => lockScope(tx, organization_id, id))
  const account = await getBankAccount(tx, organization_id, id)
  if (account.locked_through && through <= account.locked_through)
    throw new AppError('refused', `This account is locked through ${account.locked_through} already.`)
  const found = await asSystem(tx, () => compare(tx, organization_id, account, through))
  if (!found.reconciled) throw new AppError('refused', whyNot(found), { reconciliation: found })
  await asSystem(tx, () => saveLock(tx, organization_id, id, through))
  await publish(tx, organization_id, accountLocked, id, { locked_through: through, balance: found.control })
  return { ...found, locked_through: through }
}

function whyNot({ bank, unmatched_lines, unexplained, day }: Reconciliation): string {
  if (bank === null) return `Import the bank statement with the closing balance of ${day} first.`
  if (unmatched_lines.length > 0)
    return `Lines of the bank that aren’t matched: ${unmatched_lines.length}. Match or post them first.`
  if (unexplained !== null && centsOf(unexplained) !== 0n)
    return `Bank and ledger differ by $${unexplained} that no line explains.`
  return `Import a bank statement that reaches ${day} first.`
}
