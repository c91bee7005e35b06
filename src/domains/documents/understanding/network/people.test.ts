import { expect, test } from 'vitest'
import { toReading } from '#testing/sample-reading.ts'
import { toPageText } from '../rows.ts'
import { ROLES } from './meanings.ts'
import { toMentions } from './names.ts'
import { findPeople } from './people.ts'
import type { Stretch } from './stretches.ts'

/** Stretches over these words of the lines, each in this role. */
function peopleIn(lines: string[], named: [words: string, role: string, sure?: number][]) {
  const pages = toReading(...lines).pages.map(toPageText)
  const text = pages[0]?.text ?? ''
  let from = 0
  const stretches = named.map(([words, role, sure = 0.95]): Stretch => {
    const start = text.indexOf(words, from)
    expect(start, words).toBeGreaterThanOrEqual(0)
    from = start + words.length
    const roles = ROLES.map((each) => (each === role ? 0.95 : 0.05 / (ROLES.length - 1)))
    return { kind: 'name', page: 0, start, end: from, sure, roles }
  })
  return findPeople(toMentions(pages, stretches)).map(({ field, value }) => `${field}: ${value}`)
}

test('a person who is named often is one, in the role with the strongest evidence', () => {
  expect(
    peopleIn(
      ['Dear Anneliese Drummond,', 'Anneliese Drummond, Buyer'],
      [
        ['Anneliese Drummond', 'person'],
        ['Anneliese Drummond', 'buyer'],
      ],
    ),
  ).toEqual(['buyer: Anneliese Drummond'])
})

test('someone without a role is a person or a company', () => {
  expect(
    peopleIn(
      ['Write to Basil Cray or Quillon Title Company.'],
      [
        ['Basil Cray', 'person'],
        ['Quillon Title Company', 'person'],
      ],
    ),
  ).toEqual(['person: Basil Cray', 'company: Quillon Title Company'])
})

test('forms of address are not part of names', () => {
  expect(
    peopleIn(['Dear Mr. and Mrs. Oskar Lindqvist:'], [['Mr. and Mrs. Oskar Lindqvist', 'buyer']]),
  ).toEqual(['buyer: Oskar Lindqvist'])
  expect(peopleIn(['Attorney Sybil Quintal,'], [['Attorney Sybil Quintal,', 'attorney']])).toEqual([
    'attorney: Sybil Quintal',
  ])
  expect(peopleIn(['By the Bay Realty'], [['By the Bay Realty', 'broker']])).toEqual([
    'broker: By the Bay Realty',
  ])
})

test('a name in pieces is joined, one across two columns is two, and one over the end of a line is complete', () => {
  expect(
    peopleIn(
      ['Rogue & Applegate Title'],
      [
        ['Rogue', 'title_company'],
        ['Applegate Title', 'title_company'],
      ],
    ),
  ).toEqual(['title_company: Rogue & Applegate Title'])
  expect(
    peopleIn(
      ['Penelope Stavrou          Constance Marchetti'],
      [['Penelope Stavrou   Constance Marchetti', 'seller']],
    ),
  ).toEqual(['seller: Penelope Stavrou', 'seller: Constance Marchetti'])
  expect(
    peopleIn(['sold by Juniper Flats', 'Savings Bank today'], [['Juniper Flats\nSavings Bank', 'lender']]),
  ).toEqual(['lender: Juniper Flats Savings Bank'])
})

test('a first name alone is not another person where the full name appears', () => {
  const both: [string, string][] = [
    ['Dagny Holm', 'agent'],
    ['Dagny', 'agent'],
  ]
  expect(peopleIn(['From: Dagny Holm', 'Thanks, Dagny'], both)).toEqual(['agent: Dagny Holm'])
  // One word is seldom the whole name of a party: it is said without a role unless there is no doubt.
  expect(peopleIn(['Thanks, Dagny'], [['Dagny', 'agent']])).toEqual(['person: Dagny'])
})

test('a doubtful name is left out, and a doubtful role is none', () => {
  expect(peopleIn(['Larkspur Lane'], [['Larkspur Lane', 'person', 0.3]])).toEqual([])
  expect(peopleIn(['met Basil Cray'], [['Basil Cray', 'buyer', 0.45]])).toEqual([])
  expect(peopleIn(['met — today'], [['—', 'buyer']])).toEqual([])
})

test('the product’s words replace those of the authors', () => {
  expect(peopleIn(['Ines Calloway'], [['Ines Calloway', 'taxpayer']])).toEqual(['exchanger: Ines Calloway'])
  expect(peopleIn(['Plover Exchange'], [['Plover Exchange', 'intermediary']])).toEqual([
    'qualified_intermediary: Plover Exchange',
  ])
})
