import { expect, test } from 'vitest'
import { toReading } from '#testing/sample-reading.ts'
import { toPageText } from '../rows.ts'
import { ROLES } from './meanings.ts'
import { toMentions } from './names.ts'
import type { Stretch } from './stretches.ts'

/** The names in these lines, as the network would mark them. */
function namesIn(lines: string[], marked: string[], role = 'person') {
  const pages = toReading(...lines).pages.map(toPageText)
  const text = pages[0]?.text ?? ''
  let from = 0
  const stretches = marked.map((words): Stretch => {
    const start = text.indexOf(words, from)
    expect(start, words).toBeGreaterThanOrEqual(0)
    from = start + words.length
    const roles = ROLES.map((each) => (each === role ? 0.9 : 0.1 / (ROLES.length - 1)))
    return { kind: 'name', page: 0, start, end: from, sure: 0.9, roles }
  })
  return toMentions(pages, stretches)
}
const values = (...given: Parameters<typeof namesIn>) => namesIn(...given).map(({ value }) => value)

test('a last name before the first is one name, in capitals or not', () => {
  expect(values(['HOLM, DAGNY R.'], ['HOLM', 'DAGNY R.'])).toEqual(['HOLM, DAGNY R.'])
  expect(values(['Brandt, Leif'], ['Brandt', 'Leif'])).toEqual(['Brandt, Leif'])
  expect(values(['Leif Brandt, Dagny Holm'], ['Leif Brandt', 'Dagny Holm'])).toHaveLength(2)
})

test('an estate is named with the person it belongs to', () => {
  expect(values(['Estate of Orla Bannon, Seller'], ['Estate', 'Orla Bannon'])).toEqual([
    'Estate of Orla Bannon',
  ])
  expect(values(['Basil Cray of Salem'], ['Basil Cray'])).toEqual(['Basil Cray'])
})

test('a company keeps the word that says what it is', () => {
  expect(values(['pay Mohawk Trail Bank on demand'], ['Mohawk Trail'])).toEqual(['Mohawk Trail Bank'])
  expect(values(['sold to Sable Orchards, LLC today'], ['Sable Orchards'])).toEqual(['Sable Orchards, LLC'])
  expect(values(['Ines Banks signed'], ['Ines'])).toEqual(['Ines'])
})

test('in a sentence that continues over the end of a row, two names with nothing between them are one', () => {
  expect(
    values(
      ['payable to the order of Juniper Flats', 'Savings Bank ("Lender")'],
      ['Juniper Flats', 'Savings Bank'],
    ),
  ).toEqual(['Juniper Flats Savings Bank'])
  expect(values(['Made by Yusra', 'Calloway today'], ['Yusra', 'Calloway'])).toEqual(['Yusra Calloway'])
  expect(values(['Seller: Orla Bannon', 'Quillon Realty'], ['Orla Bannon', 'Quillon Realty'])).toHaveLength(2)
})

test('two people with an "and" between them are two, a company with one is not', () => {
  expect(values(['Yusra Calloway and Bettany Crisp'], ['Yusra Calloway and Bettany Crisp'])).toEqual([
    'Yusra Calloway',
    'Bettany Crisp',
  ])
  expect(values(['Bixler & Tso Insurance'], ['Bixler & Tso Insurance'])).toEqual(['Bixler & Tso Insurance'])
})

test('one of a couple has the last name that follows the other', () => {
  expect(values(['Seller: Henrik and Solveig Dahl'], ['Henrik', 'Solveig Dahl'])).toEqual([
    'Henrik Dahl',
    'Solveig Dahl',
  ])
  expect(values(['Henrik and Dahl Realty'], ['Henrik', 'Dahl Realty'])).toEqual(['Henrik', 'Dahl Realty'])
})

test('an agent and the company they work for are two, each in its own role', () => {
  const [person, firm] = namesIn(
    ['Call Basil Cray of Quillon Realty'],
    ['Basil Cray of Quillon Realty'],
    'broker',
  )
  expect([person?.value, firm?.value]).toEqual(['Basil Cray', 'Quillon Realty'])
  expect(person?.roles[ROLES.indexOf('agent')]).toBeGreaterThan(0.9)
  expect(firm?.roles[ROLES.indexOf('broker')]).toBeGreaterThan(0.9)
})

test('the place of a company does not belong to its name', () => {
  expect(values(['Blue Verbena Realty, Reno'], ['Blue Verbena Realty, Reno'])).toEqual([
    'Blue Verbena Realty',
  ])
})
