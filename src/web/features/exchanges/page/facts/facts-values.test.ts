import { expect, test } from 'vitest'
import { changeOf, mistakesIn, NO_DISASTER, valuesOf } from './facts-values.ts'

const nothing = { return: null, parked_on: null, disasters: [] }
const filed = {
  ...{ form: '1040' as const, tax_year_end: '2026-12-31', extension_obtained: true },
  ...{ extension_obtained_on: '2027-04-01', return_due_date: '2027-04-15', extended_due_date: '2027-10-15' },
}

test('what isn’t known stays unknown, though the year of the transfer is proposed', () => {
  const values = valuesOf(nothing, '2026')
  expect(values.return).toMatchObject({ form: null, tax_year_end: '2026-12-31' })
  expect(changeOf(values)).toEqual(nothing)
})

test('known facts are sent as they were, without the days that follow from them', () => {
  const { return_due_date: _, extended_due_date: __, ...said } = filed
  const values = valuesOf({ return: filed, parked_on: '2026-05-01', disasters: [] }, '2026')
  expect(changeOf(values)).toEqual({ return: said, parked_on: '2026-05-01', disasters: [] })
})

test('an extension that isn’t obtained has no day', () => {
  const values = valuesOf({ ...nothing, return: filed }, '2026')
  const planned = { ...values, return: { ...values.return, extension_obtained: false } }
  expect(changeOf(planned).return).toMatchObject({ extension_obtained: false, extension_obtained_on: null })
})

test('a tax year ends with a month', () => {
  const values = valuesOf(nothing, '2026')
  const until = (tax_year_end: string) =>
    mistakesIn({ ...values, return: { ...values.return, form: '1120', tax_year_end } })
  expect(until('2027-02-28')).toEqual({})
  expect(Object.keys(until('2026-12-15'))).toEqual(['return.tax_year_end'])
})

test('what is missing or out of order is said beside its field', () => {
  const values = valuesOf(nothing, '2026')
  expect(mistakesIn(values)).toEqual({})
  const reversed = { disaster_date: '2026-02-02', general_postponement_date: '2026-02-01' }
  const wrong = {
    ...values,
    return: { ...values.return, form: '1065' as const, tax_year_end: '' },
    disasters: [{ ...NO_DISASTER, ...reversed }],
  }
  expect(Object.keys(mistakesIn(wrong)).toSorted()).toEqual([
    'disasters.0.general_postponement_date',
    'disasters.0.notice_number',
    'return.tax_year_end',
  ])
})
