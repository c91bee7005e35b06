import { findAmounts, findFigures } from './amounts.ts'
import { type Found, findDates } from './dates.ts'
import { findSumsInWords } from './sums-in-words.ts'

/**
 * A date or an amount with the field that the words before it name, or the plain one. With `sure` 0, it may not be an
 * amount at all.
 */
export type Value = Found & { field: string; sure: number }

/**
 * The text before a value that names it. The first that matches the nearest words wins, so specific ones come first.
 */
type Label = { field: string; pattern: RegExp }

const label = (field: string, pattern: string): Label => ({ field, pattern: new RegExp(pattern, 'gi') })

const DATE_LABELS = [
  label('identification_deadline', 'identification (?:deadline|period (?:ends|expires))|45(?:th)?[- ]day'),
  label('exchange_deadline', 'exchange (?:deadline|period (?:ends|expires))|180(?:th)?[- ]day'),
  label('disbursement_date', 'disbursement date|date of disbursement|funding date'),
  label(
    'closing_date',
    'clos(?:e|ing) of escrow|closing date|date of closing|settlement date|date of settlement|(?:the )?closing(?: of the (?:sale|transaction))?[^.\\n]{0,60}?(?:shall|will) (?:be|occur|take place)(?: on)?|settlement (?:shall|to) (?:take place|occur)|to be closed|close on or before',
  ),
  label('notary_commission_ends', '(?:my )?commission expires(?: on)?'),
  label('possession_date', 'possession(?: date)?'),
  label('inspection_date', 'date of (?:the )?inspection|inspection date|inspected on'),
  label('commitment_date', 'commitment date|effective date of (?:the )?commitment'),
  label('issue_date', 'date issued|issue date|issued on'),
  label('recording_date', 'recorded(?: on)?|recording date|filed for record'),
  label('listing_date', 'listing date|list date|listing period beginning|beginning \\(date\\)|beginning'),
  label(
    'expiration_date',
    'expir(?:es|ation)(?: date)?|valid (?:until|through)|good (?:until|through)|open for acceptance until|deemed revoked unless[^.\\n]{0,80}?by|ending(?: at [\\d: apm.]+)? on|and ending|listing expires|policy exp',
  ),
  label(
    'acceptance_date',
    '(?:final |mutual )?acceptance date|date of (?:final |mutual )?acceptance|(?:offer )?accepted (?:on|this)|mutual acceptance(?: on)?',
  ),
  label('effective_date', 'effective date|effective|policy eff|policy period:? from'),
  label('due_date', 'due (?:date|on|by)|payment due'),
  label('birth_date', 'date of birth|d\\.?o\\.?b\\.?|birth date|born'),
  label(
    'contract_date',
    'contract date|date of (?:contract|agreement)|date prepared|offer reference date of|(?:contract|agreement|offer)(?: to purchase)?,?(?: is)? dated|made (?:and entered into )?(?:this|as of|on|effective)|entered into (?:this|as of|on)',
  ),
]

const AMOUNT_LABELS = [
  label(
    'balance_due',
    'balance of (?:the )?(?:down payment|purchase price)(?: or purchase price)?(?: in the amount of)?',
  ),
  label(
    'earnest_money',
    'earnest money(?: deposit)?|initial deposit|good faith deposit|deposit (?:shall be )?in the amount of',
  ),
  label('down_payment', 'down payment|cash portion of (?:the )?sales price'),
  label(
    'loan_amount',
    'loan amount|principal amount(?: of (?:new )?loan(?:\\(s\\))?)?|principal sum of|mortgage amount|amount of (?:the )?loan|first loan',
  ),
  label('list_price', 'list(?:ing)? price|offered at|asking price'),
  label(
    'purchase_price',
    'purchase price|sales? price(?: of property)?|contract(?: sales)? price|selling price|price offered|sale price|offers the sum of',
  ),
  label(
    'appraised_value',
    'opinion of (?:the )?(?:market )?value|appraised value|(?<!fair )market value|estimated reasonable value|indicated value',
  ),
  label('commission', "commissions?(?: paid)?|broker(?:age|'s)? fees?|compensation to broker"),
  label('option_fee', 'option fee|option consideration'),
  label('security_deposit', 'security deposit'),
  label('rent', 'monthly rent|base rent|rent'),
  label('dwelling_coverage', 'coverage a|dwelling'),
  label('premium', '(?:total )?(?:annual )?premium'),
  label('deductible', 'deductible'),
  label('policy_amount', 'amount of insurance|policy amount|liability amount'),
  label('cash_to_close', 'cash to close|cash (?:due )?from borrower|due from buyer|balance due from buyer'),
  label(
    'net_proceeds',
    'net proceeds|proceeds (?:due )?(?:to )?seller|cash (?:to|due) seller|due to seller|cash to seller',
  ),
  label('total_closing_costs', 'total closing costs|closing costs|total settlement charges'),
  label('payoff_amount', 'payoff(?: amount| of first mortgage loan)?|total amount to pay'),
  label('transfer_tax', '(?:documentary )?transfer tax(?: is)?'),
  label('exchange_fee', 'exchange fee'),
  label('monthly_payment', 'monthly (?:principal (?:&|and) interest|payment)'),
  label('hoa_dues', 'regular assessment|hoa dues|association (?:dues|fee)'),
  label('gross_proceeds', 'gross proceeds'),
]

/** How far back a label may be from its value, in characters. */
const REACH = 90

type Place = { start: number; end: number }

/**
 * The label of a value: one right after it ("$250.00 as the option fee"); else the last one before it, in reach, with
 * no other value between them; or, in a form with labels above its boxes, one in the row above.
 */
function findLabel(
  text: string,
  value: Place,
  after: number,
  labels: Label[],
): (Label & { beside: boolean }) | undefined {
  const { start, end: stop } = value
  const behind = /^\s{1,3}(?:as|for|is|being|of) (?:an? |the )?/.exec(text.slice(stop, stop + 20))
  if (behind) {
    const rest = text.slice(stop + behind[0].length, stop + behind[0].length + REACH)
    const named = labels.find(({ pattern }) => rest.search(pattern) === 0)
    if (named) return { ...named, beside: true }
  }
  const from = Math.max(after, start - REACH, 0)
  const before = text.slice(from, start)
  // The end of a sentence or a blank row means that the text before it is about something else.
  const near = before.slice(Math.max(before.lastIndexOf('\n\n'), before.search(/[.;]\s+[A-Z][^.;]*$/), 0))
  let best: { label: Label; end: number; length: number } | undefined
  for (const each of labels) {
    for (const match of near.matchAll(each.pattern)) {
      const end = match.index + match[0].length
      if (/\w/.test(near[match.index - 1] ?? '') || /[a-z]/i.test(near[end] ?? '')) continue
      if (!best || end > best.end || (end === best.end && match[0].length > best.length)) {
        best = { label: each, end, length: match[0].length }
      }
    }
  }
  return best && { ...best.label, beside: /^[:\s$]{0,4}$/.test(near.slice(best.end)) }
}

/** Nothing else in a contract is called its acceptance date, so beside that name it is taken for granted. */
function sureOf(label: { field: string; beside: boolean } | undefined): number {
  if (!label) return 0.6
  if (!label.beside) return 0.9
  return label.field === 'acceptance_date' ? 0.98 : 0.95
}

/** The dates and amounts of a text, with the fields that the words before them name. */
export function findValues(text: string): { dates: Value[]; amounts: Value[] } {
  const named = (found: Found[], labels: Label[], plain: string) =>
    found.flatMap((value, index) => {
      const label = findLabel(text, value, found[index - 1]?.end ?? 0, labels)
      // A date of birth is private and has no role in a deal.
      if (label?.field === 'birth_date') return []
      return [{ ...value, field: label?.field ?? plain, sure: sureOf(label) }]
    })
  const sums = [...findAmounts(text), ...findSumsInWords(text)].toSorted((a, b) => a.start - b.start)
  const amounts = named(sums, AMOUNT_LABELS, 'amount')
  const figures = findFigures(text)
    .filter(({ start, end }) => !amounts.some((other) => start < other.end && other.start < end))
    .map((figure) => ({ ...figure, field: 'amount', sure: 0 }))
  return { dates: named(findDates(text), DATE_LABELS, 'date'), amounts: [...amounts, ...figures] }
}
