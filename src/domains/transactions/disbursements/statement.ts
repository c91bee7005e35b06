import { findComputed } from '#domains/transactions/commissions/queries.ts'
import type { CommissionLine } from '#domains/transactions/commissions/schema.ts'
import { centsOf, decimalOf, dollars } from '#domains/transactions/rules/figures.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'
import { sum } from '#lib/money.ts'
import { getIssuer, listLicenses, listPartyNames } from './queries.ts'
import type { DisbursementLine, Statement } from './schema.ts'

/** What an authorization of the deal says now, and the logo that stands on it; null while nothing is computed. */
export async function statementOf(
  tx: Tx,
  organization_id: string,
  deal: Transaction,
): Promise<(Statement & { logo_url: string | null }) | null> {
  const computed = await findComputed(tx, organization_id, deal.id)
  if (!computed || computed.lines.length === 0) return null
  const { logo_url, ...organization } = await getIssuer(tx, organization_id)
  const members = computed.lines.flatMap(({ user_id }) => user_id ?? [])
  const licenses = await listLicenses(tx, organization_id, members)
  const parties = await listPartyNames(tx, organization_id, deal.id)
  const named = (...roles: string[]) =>
    parties.filter(({ role }) => roles.includes(role)).map(({ name }) => name)
  const { transaction_number, address, side, sale_price, closed_on } = deal
  return {
    ...{ organization, logo_url, transaction_number, address, side, sale_price, gross: computed.gross },
    ...{ closes_on: computed.counts_on, closed: closed_on !== null },
    ...{ sellers: named('seller', 'landlord'), buyers: named('buyer', 'tenant', 'borrower') },
    closing_agents: named('title', 'escrow'),
    lines: linesOf(computed.lines, organization.name, licenses),
  }
}

/** The same, where there has to be one. */
export function demandStatement<S>(statement: S | null): S {
  if (statement) return statement
  throw new AppError('refused', 'The commission isn’t computed yet: enter the rate and the sale price.')
}

/** What the company keeps of its agents is one payment. */
function linesOf(
  lines: CommissionLine[],
  company: string,
  licenses: Map<string, string[]>,
): DisbursementLine[] {
  const kept = lines.filter(({ paid_to }) => paid_to === 'company')
  const others = lines.filter(({ paid_to }) => paid_to !== 'company')
  const amounts = kept.map(({ amount }) => centsOf(amount))
  const whole = sum(amounts)
  const adds = amounts.length > 1 ? [`${amounts.map(dollars).join(' + ')} = ${dollars(whole)}`] : []
  return [
    ...others.map(({ key, paid_to, name, user_id, amount, formula }) => ({
      ...{ key, paid_to, name, amount, formula, licenses: licenses.get(user_id ?? '') ?? [], paid_on: null },
    })),
    {
      ...{ key: 'company', paid_to: 'company' as const, name: company, licenses: [], paid_on: null },
      amount: decimalOf(whole),
      formula: [...kept.flatMap(({ formula }) => formula), ...adds],
    },
  ]
}

/** Whether an approved statement says what the deal says now; what has been paid is no difference. */
export function isStale(approved: Statement, now: Statement | null): boolean {
  return !now || figuresOf(approved) !== figuresOf(now)
}

/** Stands for all that is approved: the same for the same figures, and only for them. */
export function figuresOf({ lines, closes_on, sale_price, gross, address }: Statement): string {
  const paid = lines.map(({ key, name, amount }) => [key, name, amount])
  return hashToken(JSON.stringify([paid, closes_on, sale_price, gross, address]))
}
