import { expect, test } from 'vitest'
import { fieldsOf, recordOf } from './custom-fields.ts'

const SEEN = { 'Escrow number': 'E-12', Lot: 7, Gated: true, Parcel: null }

test('custom fields that nobody edits are saved as they were, numbers and flags too', () => {
  expect(recordOf(fieldsOf(SEEN), SEEN)).toEqual(SEEN)
})

test('a custom field is saved as text once it is edited, and left out without a name', () => {
  const [escrow, lot] = fieldsOf(SEEN)
  if (!escrow || !lot) throw new Error('Two fields are edited here.')
  const edited = [
    { ...escrow, name: ' Escrow ' },
    { ...lot, value: '8' },
    { key: 9, name: ' ', value: 'x' },
  ]
  expect(recordOf(edited, SEEN)).toEqual({ Escrow: 'E-12', Lot: '8' })
})
