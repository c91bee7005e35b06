import { type Money, sum } from '#lib/money.ts'
import { dollars } from './figures.ts'
import type { Figure } from './gross.ts'

/** Whose sheet it is: what the seller keeps, or what the buyer brings to the closing. */
export type View = 'seller' | 'buyer'

export type SheetAmount = {
  id: string
  kind: 'earnest_money' | 'deposit' | 'credit' | 'concession' | 'fee' | 'payoff' | 'loan'
  label: string
  amount: Money
  paid_by: string
  paid_to: string
  status: 'expected' | 'received' | 'paid' | 'refunded' | 'waived'
}

export type SheetLine = {
  id: string
  section: 'price' | 'added' | 'taken' | 'result'
  label: string
  amount: Money
  formula: string[]
}

type Sale = {
  price: Money
  /** What is paid for the sale as a whole, and by whom. */
  commission: Figure | null
  commission_by: View
  amounts: SheetAmount[]
  /** What the contract says that the buyer deposits; it counts where no deposit of this kind is recorded. */
  earnest_money: Money | null
}

const WORDS: Record<SheetAmount['status'], string> = {
  ...{ expected: 'Expected', received: 'Received', paid: 'Paid', refunded: 'Refunded', waived: 'Waived' },
}

/**
 * The figures of a closing for one side. Deposits and the buyer's loan are money on its way to the seller, wherever it
 * is held: they are part of the price for the seller, and are subtracted from what the buyer brings. What was waived or
 * refunded counts nothing.
 */
export function netSheet(view: View, sale: Sale): SheetLine[] {
  const { price, commission, commission_by, amounts } = sale
  const counted = amounts.filter(isCounted)
  const deposits = counted.filter(isForPrice)
  const others = counted.filter((one) => !isForPrice(one))
  const fee: SheetLine[] =
    commission && commission_by === view
      ? [
          {
            ...{ id: 'commission', section: 'taken', label: 'Commission' },
            ...{ amount: commission.amount, formula: commission.formula },
          },
        ]
      : []
  const agreed = agreedDeposit(sale)
  const gets = others.filter((one) => one.paid_to === view).map((one) => lineOf(one, 'added'))
  const pays = others.filter((one) => one.paid_by === view).map((one) => lineOf(one, 'taken'))
  const held = view === 'buyer' ? [...agreed, ...deposits.map((one) => lineOf(one, 'added'))] : []
  const [added, taken] = [
    [...held, ...gets],
    [...fee, ...pays],
  ]
  const first: SheetLine = { id: 'price', section: 'price', label: 'Sale price', amount: price, formula: [] }
  return [first, ...added, ...taken, resultOf(view, price, added, taken)]
}

/** Whether an amount counts: not if it was waived or refunded. */
export function isCounted({ status }: Pick<SheetAmount, 'status'>): boolean {
  return status !== 'refunded' && status !== 'waived'
}

/** What the price is paid from: deposits, and the loan of a lender. A loan of the seller is less for the seller. */
function isForPrice({ kind, paid_by }: SheetAmount): boolean {
  return kind === 'earnest_money' || kind === 'deposit' || (kind === 'loan' && paid_by === 'lender')
}

function agreedDeposit({ amounts, earnest_money }: Sale): SheetLine[] {
  if (!earnest_money || amounts.some(({ kind }) => kind === 'earnest_money')) return []
  const formula = [`From the contract: ${dollars(earnest_money)}`]
  return [{ id: 'earnest_money', section: 'added', label: 'Earnest money', amount: earnest_money, formula }]
}

function lineOf({ id, label, amount, status }: SheetAmount, section: 'added' | 'taken'): SheetLine {
  return { id, section, label, amount, formula: [`${WORDS[status]}: ${dollars(amount)}`] }
}

function resultOf(view: View, price: Money, added: SheetLine[], taken: SheetLine[]): SheetLine {
  const [more, less] = [total(added), total(taken)]
  const amount = view === 'seller' ? price + more - less : price + less - more
  const [plus, minus] = view === 'seller' ? [more, less] : [less, more]
  const words = {
    seller: amount < 0n ? 'Seller brings to closing' : 'Net to seller',
    buyer: amount < 0n ? 'Cash back to buyer' : 'Cash to close',
  }
  const step = `${dollars(price)} + ${dollars(plus)} − ${dollars(minus)} = ${dollars(amount)}`
  const size = amount < 0n ? -amount : amount
  return { id: 'result', section: 'result', label: words[view], amount: size, formula: [step] }
}

const total = (lines: SheetLine[]) => sum(lines.map(({ amount }) => amount))
