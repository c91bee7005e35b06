import { expect, test } from 'vitest'
import { normalizeCorrection } from './corrections.ts'

test.each([
  ['closing_date', '3/4/26', '2026-03-04'],
  ['closing_date', 'January 29, 2026', '2026-01-29'],
  ['closing_date', '2026-03-31', '2026-03-31'],
  ['purchase_price', '735000', '735000.00'],
  ['purchase_price', '$735,000', '735000.00'],
  ['purchase_price', '$735k', '735000.00'],
  ['purchase_price', '1.2 million', '1200000.00'],
  ['purchase_price', '1,250,000.50', '1250000.50'],
  ['amount', '-40.00', '-40.00'],
  ['amount', '5', '5.00'],
  ['email', 'Ana@Harbor.example', 'ana@harbor.example'],
  ['phone', '(503) 555-0142', '+15035550142'],
  ['seller', ' Wendell Katz ', 'Wendell Katz'],
  ['apn', '018-244-07', '018-244-07'],
])('the %s entered as “%s” is stored as %s', (field, typed, kept) => {
  expect(normalizeCorrection(field, typed)).toBe(kept)
})

test.each([
  ['closing_date', '2026-02-31'],
  ['closing_date', '13/13/2026'],
  ['closing_date', '20026-01-01'],
  ['closing_date', 'someday'],
  ['closing_date', 'Nov 26'],
  ['closing_date', '3/4/26 or 3/5/26'],
  ['purchase_price', 'banana'],
  ['purchase_price', '735.000,00 €'],
  ['purchase_price', '-5e400'],
  ['purchase_price', '9'.repeat(1900)],
  ['email', 'not an email'],
  ['phone', 'call me'],
  ['apn', '???'],
  ['seller', 'a\u202Egpj'],
  ['seller', 'two\nlines'],
  ['seller', 'x'.repeat(501)],
])('the %s “%s” is refused', (field, typed) => {
  expect(() => normalizeCorrection(field, typed)).toThrow(expect.objectContaining({ code: 'invalid' }))
})
