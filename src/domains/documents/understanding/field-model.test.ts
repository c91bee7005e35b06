import { expect, test } from 'vitest'
import { findPlainValues, loadModels } from './extract.ts'
import { nameFields } from './field-model.ts'

const models = loadModels()
const fieldsOf = (kind: 'dates' | 'amounts', type: Parameters<typeof nameFields>[2], ...lines: string[]) => {
  const text = lines.join('\n')
  return nameFields(models[kind], text, type, findPlainValues(text)[kind])
}
const named = (...given: Parameters<typeof fieldsOf>) =>
  fieldsOf(...given).map(({ field, normalized }) => `${field} ${normalized}`)

test('where a date is changed from one to another, the new one is what counts', () => {
  const found = named(
    'dates',
    'amendment',
    'AMENDMENT No. 2 TO PURCHASE AGREEMENT',
    'The settlement date is changed from September 3, 2025 to October 15, 2025.',
    'All other terms stay as they are.',
  )
  expect(found).toEqual(['date 2025-09-03', 'closing_date 2025-10-15'])
})

test('sums of a statement get their fields from the labels in their rows', () => {
  const found = named(
    'amounts',
    'closing',
    'CLOSING STATEMENT   Settlement 4/28/2025',
    'Sale price of property   $390,000.00',
    'Loan amount   $312,000.00',
    'Cash from buyer   $79,410.12',
  )
  expect(found).toEqual(expect.arrayContaining(['purchase_price 390000.00', 'loan_amount 312000.00']))
})

test('a field that only the rules know stays, and what nothing names is a plain value', () => {
  expect(named('amounts', 'deed', 'Documentary transfer tax is $926.75')).toEqual(['transfer_tax 926.75'])
  expect(named('amounts', 'other', 'They sold 40 cakes and made $318.50.')).toEqual(['amount 318.50'])
})

test('what the model says is never so sure that it is taken without a look', () => {
  const found = fieldsOf(
    'amounts',
    'contract',
    'The purchase price is $842,500.',
    'Earnest money: $25,000.00',
  )
  expect(found.map(({ field }) => field)).toEqual(['purchase_price', 'earnest_money'])
  expect(Math.max(...found.map(({ sure }) => sure))).toBeLessThanOrEqual(0.85)
})
