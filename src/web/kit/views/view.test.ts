import { expect, test } from 'vitest'
import { differs, filtersOf, nameMistake, placeAfter, searchOf } from './view.ts'

const deeds = { id: 'v1', filters: { document_type: 'deed' }, sort: 'property' }

test('a view opens its list as it was saved, and is named in the address', () => {
  expect(searchOf(deeds)).toEqual({ document_type: 'deed', sort: 'property', view: 'v1' })
  expect(searchOf({ id: 'all', filters: {} })).toEqual({ sort: undefined, view: undefined })
})

test('what is open beside the list belongs to no view', () => {
  expect(filtersOf({ view: 'v1', open: 'x', sort: 'title', tag: 'scanned', q: undefined })).toEqual({
    tag: 'scanned',
  })
})

test.each([
  ['the same', searchOf(deeds), false],
  ['the same beside an open row', { ...searchOf(deeds), open: 'x' }, false],
  ['another order', { ...searchOf(deeds), sort: 'title' }, true],
  ['one filter more', { ...searchOf(deeds), tag: 'scanned' }, true],
  ['one filter less', { sort: 'property' }, true],
])('a list with %s differs from its view: %#', (_, search, different) => {
  expect(differs(search, deeds)).toBe(different)
})

test('a new view stands last', () => {
  expect(placeAfter([])).toBe(0)
  expect(placeAfter([{ position: 0 }, { position: 7 }])).toBe(8)
})

test.each([
  ['Deeds', null],
  [' all documents ', 'Another view has this name. Choose a different one.'],
  ['x'.repeat(60), null],
  ['x'.repeat(61), 'At most 60 characters. This name has 61.'],
])('a view is called by a name of its own that fits its tab: %s', (name, mistake) => {
  expect(nameMistake(name, ['All documents', 'Mine'])).toBe(mistake)
})
