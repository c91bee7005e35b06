import { listEveryAmount } from '#domains/transactions/amounts/queries.ts'
import type { Amount } from '#domains/transactions/amounts/schema.ts'
import { findClosing } from '#domains/transactions/closings/queries.ts'
import { findTerms } from '#domains/transactions/commissions/queries.ts'
import { grossTermsOf, type Terms, termsOf } from '#domains/transactions/commissions/terms.ts'
import { getTransaction } from '#domains/transactions/queries.ts'
import { centsOf, decimalOf } from '#domains/transactions/rules/figures.ts'
import { grossOf } from '#domains/transactions/rules/gross.ts'
import { netSheet, type SheetLine } from '#domains/transactions/rules/net-sheet.ts'
import type { Transaction } from '#domains/transactions/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { AppError } from '#lib/errors.ts'
import type { NetSheet, NetSheets, NetSheetView, Sheet } from './schema.ts'

type Asked = { view?: NetSheetView | undefined; sale_price?: string | undefined }

export async function readNetSheet(
  tx: Tx,
  organization_id: string,
  id: string,
  { view: asked, sale_price: price }: Asked,
): Promise<NetSheet> {
  const deal = await getTransaction(tx, organization_id, id)
  const sale_price = price ?? deal.sale_price ?? deal.list_price
  if (!hasNetSheet(deal))
    throw new AppError('refused', 'A net sheet can be computed for a sale or a purchase.')
  if (!sale_price) throw new AppError('refused', 'Enter a price to compute the net sheet.')
  const view = asked ?? viewOf(deal)
  const sheets = await computeSheets(tx, organization_id, deal, sale_price)
  const closing = await findClosing(tx, organization_id, id)
  return {
    ...{ view, sale_price, ...sheets[view] },
    confirmed: closing && {
      ...{ ...closing.net_sheet[view], sale_price: closing.sale_price },
      ...{ closed_on: closing.closed_on, confirmed_at: closing.created_at },
    },
  }
}

/** Whose sheet is our client's. */
export function viewOf({ side }: Pick<Transaction, 'side'>): NetSheetView {
  return side === 'selling' ? 'buyer' : 'seller'
}

export function hasNetSheet({ transaction_type }: Pick<Transaction, 'transaction_type'>): boolean {
  return transaction_type === 'sale' || transaction_type === 'purchase'
}

/** Both sides at a price, from what is agreed and recorded now. */
export async function computeSheets(
  tx: Tx,
  organization_id: string,
  deal: Transaction,
  sale_price: string,
): Promise<NetSheets> {
  const terms = termsOf(deal, await findTerms(tx, organization_id, deal.id))
  return sheetsOf(deal, terms, await listEveryAmount(tx, organization_id, deal.id), sale_price)
}

export function sheetsOf(
  { earnest_money }: Pick<Transaction, 'earnest_money'>,
  terms: Terms,
  amounts: Omit<Amount, 'version'>[],
  sale_price: string,
): NetSheets {
  const gross = grossTermsOf(terms, sale_price)
  const price = centsOf(sale_price)
  const sale = {
    ...{ price, commission: gross && grossOf(price, gross), commission_by: terms.paid_by },
    amounts: amounts.map((one) => ({ ...one, amount: centsOf(one.amount) })),
    earnest_money: earnest_money === null ? null : centsOf(earnest_money),
  }
  return { seller: sheetOf(netSheet('seller', sale)), buyer: sheetOf(netSheet('buyer', sale)) }
}

function sheetOf(lines: SheetLine[]): Sheet {
  const shown = lines.map((line) => ({ ...line, amount: decimalOf(line.amount) }))
  return { lines: shown, result: shown.at(-1)?.amount ?? '0.00' }
}
