import { expect, test } from 'vitest'
import { numberColumn, textColumn } from '#web/kit/table/columns.tsx'
import { sortable, sortRows } from './sort-rows.ts'

const ROWS = [
  { name: 'Lot 10', pages: 3 },
  { name: null, pages: 12 },
  { name: 'lot 9', pages: null },
]
const COLUMNS = sortable<(typeof ROWS)[number]>([
  textColumn('name', 'Name'),
  numberColumn('pages', 'Pages'),
  { id: 'note', header: 'Note', width: 80, cell: () => 'as it is' },
])
const sorted = (sort?: string) => sortRows(ROWS, COLUMNS, sort).map(({ name, pages }) => name ?? pages)

test('a list that is here as a whole is sorted by what a column says, with nothing at the end both ways', () => {
  expect(sorted()).toEqual(['Lot 10', 12, 'lot 9'])
  expect(sorted('name')).toEqual(['lot 9', 'Lot 10', 12])
  expect(sorted('name_desc')).toEqual(['Lot 10', 'lot 9', 12])
  expect(sorted('pages_desc')).toEqual([12, 'Lot 10', 'lot 9'])
  expect(sorted('anything else')).toEqual(['Lot 10', 12, 'lot 9'])
})

test('a header asks for words from A and for figures from the largest; a column that says nothing has no order', () => {
  expect(COLUMNS.map(({ sort }) => sort?.first)).toEqual(['ascending', 'descending', undefined])
})
