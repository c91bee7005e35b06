import { addDays, type CivilDate } from '#lib/dates.ts'
import type { Money } from '#lib/money.ts'
import { CLOSING_ITEMS } from './closing-items.ts'
import { fundsRelease } from './funds-release.ts'
import type { Purpose } from './ledger.ts'

/** What the payee is to the taxpayer. */
export type PayeeRelation = 'independent' | 'exchanger' | 'related' | 'disqualified'

export type GateFacts = {
  /** The day of the payment on the calendar of the exchange. */
  as_of: CivilDate
  exchange: {
    status: string
    exchange_type: string
    clock_start: CivilDate | null
    identification_deadline: CivilDate | null
    exchange_deadline: CivilDate | null
  }
  purpose: Purpose
  closing_item: string | null
  amount: Money
  payee: { relation: PayeeRelation; status: 'unverified' | 'verified' | 'frozen' }
  balances: { cash: Money; exchange_funds: Money; interest: Money }
  property: {
    side: 'relinquished' | 'replacement'
    identified: boolean
    transferred_on: CivilDate | null
    assigned_on: CivilDate | null
    parties_notified_on: CivilDate | null
  } | null
  /** What the taxpayer identified, or is held to have identified, and received. */
  identified: { address: string; received_on: CivilDate | null }[]
  /** When a deadline last moved: who approves should know why. */
  deadlines_moved_on: CivilDate | null
  /** The agreed fee of the intermediary, and what of it was paid. */
  fees: { agreed: Money | null; paid: Money }
}

export type GateRefusal = { code: string; text: string; citation: string | null }
export type GateAnswer = {
  allowed: boolean
  /** Where it is written that this may be paid; null where it isn't allowed. */
  legal_basis: string | null
  refusals: GateRefusal[]
  warnings: string[]
  /** Where the payment needs a release of exchange funds: the first day on which one is lawful. */
  earliest_lawful_date: CivilDate | null
}

const RULE = '26 CFR 1.1031(k)-1'
const OPEN = ['active', 'identification_period', 'exchange_period']
/** Payments to the taxpayer, or for them. */
const RELEASES: Purpose[] = ['boot_release', 'failed_exchange_release', 'interest']
const PARKING = ['reverse', 'improvement', 'build_to_suit']

const BASIS: Record<Purpose, string> = {
  purchase: `${RULE}(g)(4)`,
  earnest_money: `${RULE}(g)(4)(v)`,
  exchange_expense: `${RULE}(g)(7)`,
  nonexchange_item: `${RULE}(g)(7)`,
  fee: `${RULE}(g)(7)`,
  interest: `${RULE}(g)(5)`,
  boot_release: `${RULE}(g)(6)`,
  failed_exchange_release: `${RULE}(g)(6)`,
  transfer_to_eat: 'Rev. Proc. 2000-37, section 4.02',
  state_withholding: 'State law on withholding',
}

/**
 * Whether exchange funds may be paid on a day, for a purpose, to a payee. It is asked before anything is approved, and again
 * before it is released; nothing but the facts opens it.
 */
export function moneyGate(facts: GateFacts): GateAnswer {
  const release = needsRelease(facts) ? releaseOf(facts) : null
  const refusals = [
    ...exchangeRefusals(facts),
    ...payeeRefusals(facts),
    ...balanceRefusals(facts),
    ...(release?.refusals ?? []),
    ...purposeRefusals(facts),
  ]
  return {
    allowed: refusals.length === 0,
    legal_basis: refusals.length > 0 ? null : (release?.basis ?? BASIS[facts.purpose]),
    refusals,
    warnings: warningsOf(facts),
    earliest_lawful_date: release?.earliest ?? null,
  }
}

function refusal(code: string, text: string, citation: string | null = null): GateRefusal {
  return { code, text, citation }
}

function exchangeRefusals({ exchange: { status } }: GateFacts): GateRefusal[] {
  if (status === 'draft')
    return [refusal('exchange_draft', 'Activate the exchange first: a draft pays nothing.')]
  return OPEN.includes(status) ? [] : [refusal('exchange_ended', 'The exchange has ended and pays nothing.')]
}

function payeeRefusals({ payee }: GateFacts): GateRefusal[] {
  if (payee.status === 'frozen')
    return [refusal('payee_frozen', 'The payee is frozen. Verify their bank details by phone again.')]
  if (payee.status === 'unverified')
    return [refusal('payee_unverified', 'Another member must verify the payee’s bank details by phone.')]
  return []
}

function balanceRefusals({ amount, balances, purpose }: GateFacts): GateRefusal[] {
  const owed = purpose === 'interest' ? balances.interest : balances.exchange_funds
  const what = purpose === 'interest' ? 'interest of the exchange' : 'exchange funds'
  return [
    ...(amount > owed ? [refusal('balance', `The ${what} are less than this amount.`)] : []),
    ...(amount > balances.cash ? [refusal('cash', 'The account holds less than this amount.')] : []),
  ]
}

/** A payment to the taxpayer, to a person who counts as them, or for their own purposes. */
function needsRelease({ payee, purpose, closing_item }: GateFacts): boolean {
  const ownItem = purpose === 'nonexchange_item' && !itemOf(closing_item)?.g7
  return payee.relation !== 'independent' || RELEASES.includes(purpose) || ownItem
}

type Release = {
  refusals: GateRefusal[]
  basis: string | null
  earliest: CivilDate | null
  text: string
}

/** Whether exchange funds can be released to the taxpayer on a day: 26 CFR 1.1031(k)-1(g)(6). */
export function releaseOf({
  exchange: { identification_deadline, exchange_deadline },
  as_of,
  identified,
}: {
  exchange: Pick<GateFacts['exchange'], 'identification_deadline' | 'exchange_deadline'>
  as_of: CivilDate
  identified: GateFacts['identified']
}): Release {
  if (!identification_deadline || !exchange_deadline) {
    const text = 'No relinquished property has been transferred, so nothing can be released yet.'
    return { refusals: [refusal('release', text, `${RULE}(g)(6)`)], basis: null, earliest: null, text }
  }
  const received = identified.flatMap(({ received_on }) => received_on ?? []).toSorted()
  const { outcome, reasons } = fundsRelease({
    ...{ identification_deadline, exchange_deadline, as_of },
    any_property_identified_or_received: identified.length > 0,
    entitled_not_yet_received: identified.filter((one) => !one.received_on).map(({ address }) => address),
    last_received_on: received.at(-1) ?? null,
  })
  const text = reasons.map((reason) => reason.text).join(' ')
  return {
    refusals: outcome.allowed ? [] : [refusal('release', text, `${RULE}(g)(6)`)],
    basis: outcome.basis && `${RULE}${outcome.basis}`,
    ...{ earliest: outcome.earliest_lawful_date, text },
  }
}

function purposeRefusals(facts: GateFacts): GateRefusal[] {
  const { purpose, payee, exchange } = facts
  const all: GateRefusal[] = []
  if (payee.relation === 'exchanger' && !RELEASES.includes(purpose)) {
    const text = 'The taxpayer is never paid for this. Deposits they paid are credited at the closing.'
    all.push(refusal('payee_is_taxpayer', text, `${RULE}(g)(6)`))
  }
  if (purpose === 'purchase' || purpose === 'earnest_money') all.push(...propertyRefusals(facts))
  if (purpose === 'exchange_expense' || purpose === 'nonexchange_item') all.push(...itemRefusals(facts))
  if (purpose === 'fee') all.push(...feeRefusals(facts))
  if (purpose === 'transfer_to_eat' && !PARKING.includes(exchange.exchange_type))
    all.push(refusal('no_parking', 'Only a reverse or improvement exchange has a titleholder to pay.'))
  return all
}

function propertyRefusals({ property, purpose, as_of, exchange }: GateFacts): GateRefusal[] {
  if (property?.side !== 'replacement')
    return [refusal('no_property', 'Choose the replacement property that is paid for.')]
  const all: GateRefusal[] = []
  const day = property.transferred_on && property.transferred_on < as_of ? property.transferred_on : as_of
  const by = (date: CivilDate | null) => date !== null && date <= day
  if (!by(property.assigned_on))
    all.push(
      refusal('not_assigned', 'Assign the purchase contract to the intermediary first.', `${RULE}(g)(4)(v)`),
    )
  if (purpose === 'purchase' && !by(property.parties_notified_on))
    all.push(
      refusal('not_notified', 'Notify all parties of the assignment in writing first.', `${RULE}(g)(4)(v)`),
    )
  const { clock_start, identification_deadline, exchange_deadline } = exchange
  if (purpose === 'purchase' && !clock_start)
    all.push(refusal('no_transfer', 'No relinquished property has been transferred yet.', `${RULE}(g)(4)`))
  if (identification_deadline && as_of > identification_deadline && !property.identified) {
    const text = `This property was neither identified nor received by ${identification_deadline}.`
    all.push(refusal('not_identified', text, `${RULE}(c)(1)`))
  }
  if (exchange_deadline && as_of > exchange_deadline)
    all.push(refusal('period_ended', `The exchange period ended on ${exchange_deadline}.`, `${RULE}(d)(1)`))
  return all
}

function itemOf(item: string | null) {
  return item !== null && Object.hasOwn(CLOSING_ITEMS, item)
    ? CLOSING_ITEMS[item as keyof typeof CLOSING_ITEMS]
    : null
}

function itemRefusals({ purpose, closing_item }: GateFacts): GateRefusal[] {
  const item = itemOf(closing_item)
  if (!item) return [refusal('no_item', 'Choose the line of the closing statement that is paid.')]
  if (purpose === 'exchange_expense' && item.class !== 'exchange_expense') {
    const text = 'This is no exchange expense. Request it as an item that is boot.'
    return [refusal('no_expense', text, `${RULE}(g)(7)`)]
  }
  return []
}

function feeRefusals({ fees, amount }: GateFacts): GateRefusal[] {
  if (fees.agreed === null) return [refusal('no_fee', 'Record the agreed fee, with its document, first.')]
  return fees.paid + amount > fees.agreed
    ? [refusal('fee_exceeded', 'This is more than what is left of the agreed fee.')]
    : []
}

const MOVED_LATELY_DAYS = 14

function warningsOf({ purpose, property, as_of, exchange, deadlines_moved_on: moved }: GateFacts): string[] {
  const all: string[] = []
  if (moved && as_of <= addDays(moved, MOVED_LATELY_DAYS))
    all.push(`The deadlines of this exchange moved on ${moved}. Check why before you approve.`)
  if (purpose === 'nonexchange_item' || purpose === 'boot_release')
    all.push('This payment is boot: the taxpayer may owe tax on it.')
  const deadline = exchange.identification_deadline
  if (purpose === 'purchase' && property && !property.identified && deadline && as_of <= deadline)
    all.push(`This property isn’t identified. It must be received by ${deadline}.`)
  return all
}
