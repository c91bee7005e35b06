import { describe, expect, test } from 'vitest'
import { type DealField, DOCUMENT_FIELDS, latestOf } from './document-fields.ts'
import { findDiscrepancies, findProposed, type Stated } from './proposed-values.ts'

const said = (document_id: string, field: DealField, value: string, more: Partial<Stated> = {}): Stated => ({
  ...{
    document_id,
    field,
    value,
    key: value.toLowerCase(),
    document_type: 'contract',
    dated: null,
    rejected: false,
  },
  ...more,
})
const has = (value: string) => ({ value, key: value.toLowerCase() })
const proposed = (...given: Parameters<typeof findProposed<Stated>>) =>
  findProposed(...given).map(({ document_id, field, value }) => [document_id, field, value])
const fields = (...given: Parameters<typeof findDiscrepancies<Stated>>) =>
  findDiscrepancies(...given).map(({ field }) => field)

const CONTRACT = said('contract', 'closing_date', '2026-04-17', { dated: '2026-03-03' })
const AMENDMENT = said('amendment', 'closing_date', '2026-05-04', {
  document_type: 'amendment',
  dated: '2026-03-20',
})
const DEAL = { closing_date: has('2026-04-17') }

describe('of documents that differ, the latest is proposed', () => {
  test.each([
    ['an amendment that is dated later', [CONTRACT, AMENDMENT], 'amendment'],
    [
      'a contract that was signed anew after the amendment',
      [{ ...CONTRACT, dated: '2026-04-01' }, AMENDMENT],
      'contract',
    ],
    ['an amendment of the same day', [{ ...CONTRACT, dated: '2026-03-20' }, AMENDMENT], 'amendment'],
    ['an amendment without a day', [CONTRACT, { ...AMENDMENT, dated: null }], 'amendment'],
    [
      'an amendment where neither has a day',
      [
        { ...CONTRACT, dated: null },
        { ...AMENDMENT, dated: null },
      ],
      'amendment',
    ],
    [
      'a document with a day before one without',
      [said('a', 'sale_price', '1'), said('b', 'sale_price', '2', { dated: '2026-01-01' })],
      'b',
    ],
    [
      'the document that came later, of two alike',
      [said('a', 'sale_price', '1'), said('b', 'sale_price', '2')],
      'b',
    ],
  ])('%s', (_, values, expected) => {
    expect(latestOf(values)?.document_id).toBe(expected)
    expect(latestOf(values.toReversed())?.document_id).toBe(expected)
  })

  test('and nothing of no documents', () => expect(latestOf([])).toBeUndefined())
})

describe('a value is proposed', () => {
  test('where the deal has none, or another', () => {
    expect(proposed([CONTRACT], {}, [], [])).toEqual([['contract', 'closing_date', '2026-04-17']])
    expect(proposed([CONTRACT], DEAL, [], [])).toEqual([])
    expect(proposed([CONTRACT, AMENDMENT], DEAL, [], [])).toEqual([
      ['amendment', 'closing_date', '2026-05-04'],
    ])
  })

  test('not once it was rejected', () => {
    expect(proposed([{ ...CONTRACT, rejected: true }], {}, [], [])).toEqual([])
    expect(proposed([CONTRACT, { ...AMENDMENT, rejected: true }], DEAL, [], [])).toEqual([])
  })

  test('by the document that a person said is right, until another value comes', () => {
    const known = ['2026-04-17', '2026-05-04']
    const right = [{ field: 'closing_date', document_id: 'contract', known }]
    const other = { closing_date: has('2026-05-04') }
    expect(proposed([CONTRACT, AMENDMENT], other, [], right)).toEqual([
      ['contract', 'closing_date', '2026-04-17'],
    ])
    const next = said('next', 'closing_date', '2026-05-11', { dated: '2026-04-20' })
    expect(proposed([CONTRACT, AMENDMENT, next], other, [], right)).toEqual([
      ['next', 'closing_date', '2026-05-11'],
    ])
    expect(proposed([CONTRACT, AMENDMENT], other, [], [{ ...right[0], document_id: null } as never])).toEqual(
      [],
    )
  })

  test('not where the deal was changed by hand after it was applied: that is a discrepancy', () => {
    const applied = [{ field: 'closing_date', document_id: 'contract', known: ['2026-04-17'] }]
    const changed = { closing_date: has('2026-04-30') }
    expect(proposed([CONTRACT], changed, [], applied)).toEqual([])
    expect(fields([CONTRACT], changed, applied)).toEqual(['closing_date'])
  })

  test('for people who are no party, each once, and not for who has another part', () => {
    const people = [
      said('a', 'buyer', 'Maria Lopez'),
      said('b', 'buyer', 'Maria J. Lopez'),
      said('a', 'seller', 'Tom Hall'),
    ]
    expect(proposed(people, {}, [], [])).toEqual([
      ['a', 'buyer', 'Maria Lopez'],
      ['a', 'seller', 'Tom Hall'],
    ])
    expect(proposed(people, {}, [{ name: 'Maria Lopez', role: 'buyer' }], [])).toEqual([
      ['a', 'seller', 'Tom Hall'],
    ])
    expect(
      proposed(
        people,
        {},
        [
          { name: 'Maria Lopez', role: 'seller' },
          { name: 'Tom Hall', role: 'borrower' },
        ],
        [],
      ),
    ).toEqual([])
    expect(proposed(people, {}, [{ name: 'Tom Hall', role: 'attorney' }], [])).toHaveLength(2)
  })
})

describe('a discrepancy', () => {
  test('is between documents, not between one document and a deal that never had its value', () => {
    expect(fields([CONTRACT, AMENDMENT], {}, [])).toEqual(['closing_date'])
    expect(fields([CONTRACT], { closing_date: has('2026-04-30') }, [])).toEqual([])
    expect(fields([CONTRACT, { ...AMENDMENT, key: CONTRACT.key }], {}, [])).toEqual([])
  })

  test('is closed by a decision that knew all of its values, and opened by one that it didn’t', () => {
    const decision = { field: 'closing_date', document_id: null, known: ['2026-04-17', '2026-05-04'] }
    expect(fields([CONTRACT, AMENDMENT], DEAL, [decision])).toEqual([])
    expect(
      fields([CONTRACT, AMENDMENT, said('next', 'closing_date', '2026-05-11')], DEAL, [decision]),
    ).toEqual(['closing_date'])
    expect(fields([CONTRACT, AMENDMENT], { closing_date: has('2026-06-01') }, [decision])).toEqual([
      'closing_date',
    ])
  })

  test('is not about people, and not about what was rejected', () => {
    expect(fields([said('a', 'buyer', 'Maria Lopez'), said('b', 'buyer', 'Ana Ruiz')], {}, [])).toEqual([])
    expect(fields([CONTRACT, { ...AMENDMENT, rejected: true }], {}, [])).toEqual([])
  })
})

test('every field of a deal that documents can say is read from some key, each key once for a type', () => {
  const places = DOCUMENT_FIELDS.flatMap(({ key, types }) =>
    (types ?? ['any']).map((type) => `${key} ${type}`),
  )
  expect(new Set(places).size).toBe(places.length)
})
