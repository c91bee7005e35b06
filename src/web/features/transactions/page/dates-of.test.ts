import { expect, test } from 'vitest'
import type { DealDate, DealDates } from '#domains/transactions/dates/schema.ts'
import { changeOf, valuesOf } from './date-values.ts'
import { linesOf, missingKeyDates } from './dates-of.ts'

const inspection: DealDate = {
  ...{ id: 'a', name: 'Inspection', counted_from: 'contract_date', days: 17, unit: 'calendar' },
  ...{
    direction: 'after',
    roll: 'next',
    first_day: 0,
    fixed: null,
    contingency: null,
    date: '2026-03-19',
    done_at: null,
  },
}
const answered: DealDate = {
  ...inspection,
  id: 'b',
  name: 'Answered',
  counted_from: 'a',
  days: 1,
  date: null,
}
const deal: DealDates = {
  ...{ id: '1', version: 1, listing_date: null, contract_date: '2026-03-02', closing_date: '2026-04-15' },
  ...{ possession_date: null, dates: [answered, inspection] },
}

test('dates stand in the order of their days with how they are counted, those without a day last', () => {
  expect(linesOf(deal).map(({ name, rule }) => [name, rule])).toEqual([
    ['Contract', null],
    ['Inspection', '17 days after contract'],
    ['Closing', null],
    ['Answered', '1 day after Inspection'],
  ])
  expect(missingKeyDates(deal)).toEqual(['listing_date', 'possession_date'])
})

test('a changed date is sent among all others, a removed one is left out, a key date goes alone', () => {
  const values = { ...valuesOf(deal, 'a'), days: 10 }
  expect(changeOf(deal, 'a', values).dates?.map(({ id, days }) => [id, days])).toEqual([
    ['b', 1],
    ['a', 10],
  ])
  expect(changeOf(deal, 'a', null).dates?.map(({ id }) => id)).toEqual(['b'])
  const key = { ...valuesOf(deal, 'contract_date'), date: '2026-03-03' }
  expect(changeOf(deal, 'contract_date', key)).toEqual({ contract_date: '2026-03-03' })
})
