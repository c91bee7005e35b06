import { IconFile } from '@tabler/icons-react'
import { describe, expect, test } from 'vitest'
import { bytesOf, type Filter, isSet, megabytes, mistakeOf, toggled, without, wordsOf } from './filter.ts'

const TYPE = {
  id: 'document_type',
  label: 'Type',
  icon: IconFile,
  kind: 'choices',
  several: true,
  choices: [
    { value: 'deed', label: 'Deed' },
    { value: 'offer', label: 'Offer' },
  ],
} as const satisfies Filter
const OWNER = { ...TYPE, id: 'property', several: false } as const satisfies Filter
const DAYS = {
  id: 'created',
  label: 'Uploaded',
  icon: IconFile,
  kind: 'days',
  from: 'created_from',
  to: 'created_to',
} as const satisfies Filter
const SIZE = {
  id: 'size',
  label: 'File size',
  icon: IconFile,
  kind: 'sizes',
  from: 'min_size',
  to: 'max_size',
} as const satisfies Filter
const UNREAD = {
  id: 'readable',
  label: 'Couldn’t be read',
  icon: IconFile,
  kind: 'flag',
  value: 'false',
} as const

const words = { day: (day: string) => `<${day}>`, size: (bytes: number) => `${bytes} B` }

describe('a filter', () => {
  test('with several choices has each of them in the address, and is gone with the last', () => {
    const one = toggled(TYPE, { q: 'lane' }, 'deed')
    expect(one).toEqual({ q: 'lane', document_type: 'deed' })
    const two = toggled(TYPE, one, 'offer')
    expect(two.document_type).toBe('deed,offer')
    expect(wordsOf(TYPE, two, words)).toBe('Deed, Offer')
    expect(toggled(TYPE, one, 'deed').document_type).toBeUndefined()
  })

  test('with one choice keeps a value that has commas, such as an address', () => {
    const search = toggled(OWNER, {}, '12 Harbor Lane, Denver')
    expect(search).toEqual({ property: '12 Harbor Lane, Denver' })
    expect(wordsOf(OWNER, search, words)).toBe('12 Harbor Lane, Denver')
    expect(toggled(OWNER, search, 'Elsewhere').property).toBe('Elsewhere')
    expect(toggled(OWNER, search, '12 Harbor Lane, Denver').property).toBeUndefined()
  })

  test('is set when the address says so, and is taken out with all of its parameters', () => {
    expect(isSet(UNREAD, { readable: 'false' })).toBe(true)
    expect(isSet(UNREAD, { readable: 'true' })).toBe(false)
    expect(isSet(DAYS, { created_to: '2026-11-25' })).toBe(true)
    expect(without(DAYS, { created_from: '2026-11-01', created_to: '2026-11-25', q: 'x' })).toEqual({
      created_from: undefined,
      created_to: undefined,
      q: 'x',
    })
  })

  test.each([
    [{ created_from: '2026-11-01' }, 'since <2026-11-01>'],
    [{ created_to: '2026-11-25' }, 'until <2026-11-25>'],
    [{ created_from: '2026-11-01', created_to: '2026-11-25' }, '<2026-11-01> to <2026-11-25>'],
    [{ created_from: 'notadate' }, 'since notadate'],
    [{ created_from: '2026-02-30', created_to: '2026-11-25' }, '2026-02-30 to <2026-11-25>'],
  ])('by days, of %j, reads: %s', (search, said) => expect(wordsOf(DAYS, search, words)).toBe(said))

  test('by size is said in megabytes and asked in bytes', () => {
    expect(bytesOf(2.5)).toBe('2621440')
    expect(megabytes('2621440')).toBe(2.5)
    expect(bytesOf('')).toBeUndefined()
    expect(wordsOf(SIZE, { min_size: '2500000' }, words)).toBe('at least 2500000 B')
  })

  test.each(['big', '-5', '1e400', 'Infinity'])(
    'by size shows %s, which is no size, as it stands',
    (text) => {
      expect(wordsOf(SIZE, { min_size: text }, words)).toBe(`at least ${text}`)
      expect(megabytes(text)).toBe('')
    },
  )

  test.each([
    [DAYS, { created_from: '2026-11-25', created_to: '2026-11-01' }, 'This period ends before it begins.'],
    [DAYS, { created_from: '2026-11-25', created_to: '2026-11-25' }, null],
    [DAYS, { created_from: '2026-11-25', created_to: 'notadate' }, null],
    [SIZE, { min_size: '5', max_size: '1' }, 'The largest size is below the smallest.'],
    [SIZE, { min_size: '5' }, null],
  ])('that no row can meet says why: %#', (filter, search, mistake) => {
    expect(mistakeOf(filter, search)).toBe(mistake)
  })

  test('whose choice is not known any more still shows what it narrows by', () => {
    expect(wordsOf(TYPE, { document_type: 'ghost' }, words)).toBe('ghost')
    expect(wordsOf(TYPE, { document_type: 'deed,offer,ghost' }, words)).toBe('Deed and 2 more')
  })
})
