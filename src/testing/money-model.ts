import { balanceOf, PAYS, type Posting, type Purpose, postingsOf } from '#domains/exchanges/rules/ledger.ts'
import { moneyGate, type PayeeRelation } from '#domains/exchanges/rules/money-gate.ts'
import {
  approvalObstacle,
  type DisbursementState,
  isApproved,
  stepObstacle,
} from '#domains/exchanges/rules/two-person.ts'
import { addDays } from '#lib/dates.ts'
import type { Random } from '#lib/random.ts'

const START = '2026-01-05'
const DAYS = Array.from({ length: 400 }, (_, n) => addDays(START, n))
const dayOf = (n: number) => DAYS[n] ?? START
export const PEOPLE = ['ann', 'bob', 'cem', 'dee', 'eva', 'fay'] as const
const PURPOSES = Object.keys(PAYS) as Purpose[]

type Payee = {
  relation: PayeeRelation
  status: 'unverified' | 'verified' | 'frozen'
  version: number
  entered_by: string
  verified_by: string | null
}
type Property = { assigned: number | null; received: number | null; by_notice: boolean }
type Terms = { payee: number; purpose: Purpose; amount: bigint; property: number | null; version: number }
export type Payment = {
  terms: Terms
  state: DisbursementState
  created_by: string
  authorized: string | null
  approvals: { by: string; terms: string }[]
}
/** A payment at the moment of its release, with all that an observer needs to judge it. */
export type Release = {
  payment: Payment
  payee: Payee
  day: number
  /** Of what was identified or received then, whether all had been received; null: there was nothing. */
  all_received: boolean | null
}

/** An exchange and its money in memory: the rules of the product are asked as the product asks them. */
export class MoneyModel {
  day = 0
  properties: Property[] = []
  payees: Payee[] = (['independent', 'exchanger', 'related', 'disqualified'] as const).map((relation) => ({
    ...{ relation, status: 'unverified', version: 1, entered_by: 'ann', verified_by: null },
  }))
  entries: { postings: Posting[]; payment: Payment | null; reversed: boolean }[] = []
  payments: Payment[] = []
  releases: Release[] = []

  get postings(): Posting[] {
    return this.entries.flatMap(({ postings }) => postings)
  }

  private answer({ payee, purpose, amount, property }: Terms) {
    const { relation, status } = this.payees[payee] as Payee
    const chosen = property === null ? undefined : this.properties[property]
    const [identification_deadline, exchange_deadline] = [dayOf(45), dayOf(180)]
    return moneyGate({
      as_of: dayOf(this.day),
      exchange: {
        ...{ status: 'active', exchange_type: 'improvement', clock_start: START },
        ...{ identification_deadline, exchange_deadline },
      },
      ...{ purpose, amount, closing_item: purpose === 'exchange_expense' ? 'recording_fee' : 'repair' },
      payee: { relation, status },
      balances: {
        cash: balanceOf('cash', this.postings),
        exchange_funds: balanceOf('exchange_funds', this.postings),
        interest: balanceOf('interest', this.postings),
      },
      property: chosen
        ? {
            side: 'replacement',
            identified: chosen.by_notice || (chosen.received !== null && chosen.received <= 45),
            transferred_on: chosen.received === null ? null : dayOf(chosen.received),
            assigned_on: chosen.assigned === null ? null : dayOf(chosen.assigned),
            parties_notified_on: chosen.assigned === null ? null : dayOf(chosen.assigned),
          }
        : null,
      identified: this.properties.map(({ received }, n) => ({
        ...{ address: `${n}`, received_on: received === null ? null : dayOf(received) },
      })),
      deadlines_moved_on: null,
      fees: { agreed: 50n, paid: 0n },
    })
  }

  private makers(payment: Payment) {
    const { entered_by, verified_by } = this.payees[payment.terms.payee] as Payee
    return { created_by: payment.created_by, entered_by, verified_by }
  }

  /** One random step; what the rules refuse does nothing. */
  step(next: Random): void {
    const int = (most: number) => Math.floor(next() * most)
    const person = PEOPLE[int(PEOPLE.length)] as string
    const payment = this.payments.at(-1 - int(5))
    const payee = this.payees[int(this.payees.length)] as Payee
    const property = this.properties[int(this.properties.length)]
    const money = BigInt(int(60) + 1)
    // Steps that lead to a payment come up more often, or few payments would be released.
    const steps: [weight: number, step: () => void][] = [
      [3, () => this.wait(int(30))],
      [2, () => this.properties.push({ assigned: null, received: null, by_notice: next() < 0.5 })],
      [4, () => property && Object.assign(property, { assigned: property.assigned ?? this.day })],
      [3, () => property && Object.assign(property, { received: property.received ?? this.day })],
      [4, () => this.post(postingsOf('receipt_sale_proceeds', money), null)],
      [1, () => this.post(postingsOf('interest_accrued', money), null)],
      [5, () => this.request(int, person, money)],
      [8, () => this.verify(payee, person)],
      [0.3, () => this.changeDetails(payee, person)],
      [0.3, () => Object.assign(payee, { status: 'frozen' as const })],
      [20, () => payment && this.authorise(payment)],
      [30, () => payment && this.approve(payment, person)],
      [20, () => payment && this.release(payment)],
      [0.5, () => payment && this.change(payment, money)],
      [0.5, () => this.reverse(int)],
    ]
    let place = next() * steps.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, step] of steps) {
      place -= weight
      if (place < 0) return void step()
    }
  }

  private wait(days: number): void {
    this.day = Math.min(this.day + days, 250)
  }

  private post(postings: Posting[], payment: Payment | null): void {
    this.entries.push({ postings, payment, reversed: false })
  }

  private request(int: (most: number) => number, created_by: string, amount: bigint): void {
    const payee = int(this.payees.length)
    const property = this.properties.length > 0 ? int(this.properties.length) : null
    // The taxpayer asks for their own money more often than for anything else.
    const purpose = PURPOSES[payee === 1 && int(3) > 0 ? 5 + int(3) : int(PURPOSES.length)] ?? 'purchase'
    const { version } = this.payees[payee] as Payee
    const terms = { payee, purpose, amount, property, version }
    this.payments.push({ terms, state: 'requested', created_by, authorized: null, approvals: [] })
  }

  private verify(payee: Payee, by: string): void {
    if (by === payee.entered_by || payee.status === 'verified') return
    Object.assign(payee, { status: 'verified', verified_by: by })
  }

  private changeDetails(payee: Payee, by: string): void {
    Object.assign(payee, { status: 'frozen', version: payee.version + 1, entered_by: by, verified_by: null })
    for (const payment of this.payments.filter((one) => this.payees[one.terms.payee] === payee))
      if (stepObstacle('change', payment.state) === null) {
        payment.terms = { ...payment.terms, version: payee.version }
        this.void(payment)
      }
  }

  private void(payment: Payment): void {
    Object.assign(payment, { state: 'requested', authorized: null, approvals: [] })
  }

  private authorise(payment: Payment): void {
    if (stepObstacle('authorise', payment.state)) return
    Object.assign(payment, { state: 'authorized', authorized: hashOf(payment.terms) })
  }

  private approve(payment: Payment, by: string): void {
    const approvers = payment.approvals.map((one) => one.by)
    if (stepObstacle('approve', payment.state) || approvalObstacle(this.makers(payment), approvers, by))
      return
    if (!this.answer(payment.terms).allowed) return
    payment.approvals.push({ by, terms: hashOf(payment.terms) })
    if (isApproved(this.makers(payment), [...approvers, by])) payment.state = 'approved'
  }

  private release(payment: Payment): void {
    const approvers = payment.approvals.map(({ by }) => by)
    if (stepObstacle('release', payment.state) || !isApproved(this.makers(payment), approvers)) return
    if (!this.answer(payment.terms).allowed) return
    payment.state = 'released'
    const all_received =
      this.properties.length === 0 ? null : this.properties.every(({ received }) => received !== null)
    const payee = { ...(this.payees[payment.terms.payee] as Payee) }
    this.releases.push({ payment: structuredClone(payment), payee, day: this.day, all_received })
    this.post(postingsOf(PAYS[payment.terms.purpose], payment.terms.amount), payment)
  }

  private change(payment: Payment, amount: bigint): void {
    if (stepObstacle('change', payment.state) || payment.terms.amount === amount) return
    payment.terms = { ...payment.terms, amount }
    this.void(payment)
  }

  /** Money that has been paid out since isn't taken back. */
  private reverse(int: (most: number) => number): void {
    const entry = this.entries[int(this.entries.length)]
    if (!entry || entry.reversed) return
    const postings = entry.postings.map(({ ledger_account, amount }) => ({ ledger_account, amount: -amount }))
    const after = [...this.postings, ...postings]
    if ((['cash', 'exchange_funds', 'interest'] as const).some((one) => balanceOf(one, after) < 0n)) return
    entry.reversed = true
    this.entries.push({ postings, payment: null, reversed: true })
    if (entry.payment) entry.payment.state = 'canceled'
  }
}

export function hashOf({ payee, purpose, amount, property, version }: Terms): string {
  return [payee, purpose, amount, property, version].join('|')
}
