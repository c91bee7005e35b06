import { describe, expect, test } from 'vitest'
import { loadedNote, moreToSelect } from './SelectAll.tsx'
import { afterChange } from './use-selection.ts'

const MOST = 500

const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `d${index}` }))

describe('rows that are selected', () => {
  test('are added and taken out by their row, and never more than one action takes', () => {
    expect([...afterChange(ids(2), [{ id: 'd7' }], true, MOST)]).toEqual(['d0', 'd1', 'd7'])
    expect([...afterChange(ids(2), [{ id: 'd0' }], false, MOST)]).toEqual(['d1'])
    expect(afterChange([], ids(MOST + 100), true, MOST).size).toBe(MOST)
    expect(afterChange(ids(MOST), [{ id: 'another' }], true, MOST).has('another')).toBe(false)
  })

  const exact = { total: 537, total_is_exact: true }
  test.each([
    [{ ...exact, total: 437 }, 100, 'newest', 'Select all 437'],
    [exact, 100, 'newest', 'Select the newest 500'],
    [exact, 100, 'title', 'Select the first 500'],
    [{ total: 10_000, total_is_exact: false }, 100, 'newest', 'Select the newest 500'],
    [{ total: 300, total_is_exact: false }, 100, 'newest', 'Select the newest 500'],
    [{ total: null, total_is_exact: true }, 100, 'newest', 'Select the newest 500'],
    [exact, 500, 'newest', null],
    [{ ...exact, total: 100 }, 100, 'newest', null],
  ])('of %o, with %i loaded by %s, offer: %s', (counted, loaded, sort, offer) =>
    expect(moreToSelect(counted, loaded, sort, MOST)).toBe(offer),
  )

  test.each([
    [{ ...exact, total: 437 }, 100, 'All 100 loaded are selected'],
    [exact, 500, '500 of 537 selected, the most for one action'],
    [{ ...exact, total: 437 }, 437, 'All 437 selected'],
  ])('of %o, with %i of them, are called: %s', (counted, selected, said) =>
    expect(loadedNote(counted, selected, MOST)).toBe(said),
  )
})
