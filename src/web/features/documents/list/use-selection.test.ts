import { describe, expect, test } from 'vitest'
import { BulkChange } from '#domains/documents/schema.ts'
import { loadedNote, moreToSelect } from './SelectAll.tsx'
import { afterChange, MOST } from './use-selection.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `d${index}` }))

describe('documents that are selected', () => {
  test('are added and taken out by their row, and never more than one action takes', () => {
    expect([...afterChange(ids(2), [{ id: 'd7' }], true)]).toEqual(['d0', 'd1', 'd7'])
    expect([...afterChange(ids(2), [{ id: 'd0' }], false)]).toEqual(['d1'])
    expect(afterChange([], ids(MOST + 100), true).size).toBe(MOST)
    expect(afterChange(ids(MOST), [{ id: 'another' }], true).has('another')).toBe(false)
  })

  test('can be as many as the API takes at once, and no more', () => {
    const change = (count: number) =>
      BulkChange.safeParse({ action: 'trash', ids: Array(count).fill(crypto.randomUUID()) }).success
    expect(change(MOST)).toBe(true)
    expect(change(MOST + 1)).toBe(false)
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
    expect(moreToSelect(counted, loaded, sort)).toBe(offer),
  )

  test.each([
    [{ ...exact, total: 437 }, 100, 'All 100 loaded are selected'],
    [exact, 500, '500 of 537 selected, the most for one action'],
    [{ ...exact, total: 437 }, 437, 'All 437 selected'],
  ])('of %o, with %i of them, are called: %s', (counted, selected, said) =>
    expect(loadedNote(counted, selected)).toBe(said),
  )
})
