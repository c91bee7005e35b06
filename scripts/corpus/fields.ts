import { random } from '#domains/documents/understanding/corpus/compose.ts'
import { quantize, train } from '#domains/documents/understanding/corpus/train.ts'
import { findPlainValues } from '#domains/documents/understanding/extract.ts'
import { findValued, type Valued } from '#domains/documents/understanding/field-model.ts'
import type { PackedLayer } from '#domains/documents/understanding/model.ts'
import { toPageText } from '#domains/documents/understanding/rows.ts'
import type { HandDocument } from './hands.ts'
import { SEED } from './material.ts'

/** What authors call a field, and what the product calls it; the plain one first. */
export const KINDS = {
  amounts: {
    other: 'amount',
    purchase_price: 'purchase_price',
    earnest_money: 'earnest_money',
    loan_amount: 'loan_amount',
    monthly_payment: 'monthly_payment',
    commission: 'commission',
    premium: 'premium',
    coverage: 'policy_amount',
    deductible: 'deductible',
    appraised_value: 'appraised_value',
    payoff: 'payoff_amount',
    cash_to_close: 'cash_to_close',
    rent: 'rent',
    security_deposit: 'security_deposit',
    list_price: 'list_price',
    fee: 'fee',
    tax: 'tax',
  },
  dates: {
    other: 'date',
    closing_date: 'closing_date',
    contract_date: 'contract_date',
    signed: 'signed_date',
    expiration_date: 'expiration_date',
    inspection_date: 'inspection_date',
    effective_date: 'effective_date',
    recording_date: 'recording_date',
    list_date: 'listing_date',
    due_date: 'due_date',
    possession_date: 'possession_date',
    identification_deadline: 'identification_deadline',
    exchange_deadline: 'exchange_deadline',
  },
} satisfies Record<string, Record<string, string>>
export type Kind = keyof typeof KINDS

const COST = 4
export const TEMPERATURE = 0.15

export type ValuedInHand = { document: HandDocument; valued: (Valued & { row: number })[] }

/** The dates or sums of a document, as the product finds them, and what the author says of each. */
export function valueAll(document: HandDocument, kind: Kind): ValuedInHand {
  const text = document.reading.pages.map((page) => toPageText(page).text).join('\n')
  const rows = Object.keys(KINDS[kind])
  const said = new Map<string, number>()
  for (const { field, value } of document[kind]) {
    const key = typeof value === 'number' ? value.toFixed(2) : value
    const row = Math.max(0, rows.indexOf(field))
    if (!said.get(key)) said.set(key, row)
  }
  const valued = findValued(text, document.document_type, findPlainValues(text)[kind])
  return {
    document,
    valued: valued.map((each) => ({ ...each, row: said.get(each.places[0]?.normalized ?? '') ?? 0 })),
  }
}

export function trainFields(documents: ValuedInHand[], kind: Kind): PackedLayer {
  const fields = Object.values(KINDS[kind])
  const examples = documents.flatMap(({ valued }) =>
    valued.map(({ features, row }) => ({ features, row, weight: 1 })),
  )
  return {
    fields,
    temperature: TEMPERATURE,
    layer: quantize(train(examples, fields.length, COST, random(SEED))),
  }
}
