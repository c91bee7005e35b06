import { expect, test } from 'vitest'
import { fitting, gridOf, nextSort, widthOf } from './column.ts'

const COLUMNS = [
  { id: 'property', width: 200, priority: 2 },
  { id: 'title', width: 240, priority: 0, main: true },
  { id: 'status', width: 120, priority: 1 },
  { id: 'size', width: 80, priority: 9 },
]
const namesAt = (room: number, widths = {}) => fitting(COLUMNS, widths, room).map(({ id }) => id)

test('with room for all, a table shows every column that is wanted, in their order', () => {
  expect(namesAt(2000)).toEqual(['property', 'title', 'status', 'size'])
})

test('with less room, what says least goes first and the main column keeps its width', () => {
  expect(namesAt(700)).toEqual(['property', 'title', 'status'])
  expect(namesAt(500)).toEqual(['title', 'status'])
  expect(namesAt(100)).toEqual(['title'])
  for (let room = 300; room < 1200; room += 20) {
    const shown = fitting(COLUMNS, {}, room)
    const others = shown.filter(({ main }) => !main).reduce((sum, { width }) => sum + width + 12, 0)
    expect(room - others - 50, `title in ${room} px`).toBeGreaterThanOrEqual(shown.length > 1 ? 240 : 0)
  }
})

test('a column that a person has made wider takes its room from others, and never less than can be seen', () => {
  expect(namesAt(700, { status: 300 })).toEqual(['title', 'status'])
  expect(widthOf({ id: 'size', width: 80 }, { size: 3 })).toBe(48)
  expect(gridOf(COLUMNS, { size: 90 })).toBe('30px 200px minmax(240px, 1fr) 120px 90px')
  expect(gridOf(COLUMNS.slice(1, 2), {})).toBe('30px minmax(0, 1fr)')
})

test('a column that grows shares the room that is left, until a person has said how wide it is', () => {
  const columns = [{ id: 'property', width: 190, grows: true }, ...COLUMNS.slice(1, 2)]
  expect(gridOf(columns, {}, false)).toBe('minmax(190px, 0.8fr) minmax(240px, 1fr)')
  expect(gridOf(columns, { property: 300 }, false)).toBe('300px minmax(240px, 1fr)')
})

test('where rows cannot be selected, there is room for more columns', () => {
  const at = (selectable: boolean) => fitting(COLUMNS, {}, 710, selectable).map(({ id }) => id)
  expect(at(true)).toEqual(['property', 'title', 'status'])
  expect(at(false)).toEqual(['property', 'title', 'status', 'size'])
})

test('a header asks for its first order, then the other, then none of its own', () => {
  const size = { ascending: 'size_asc', descending: 'size', first: 'descending' } as const
  expect(nextSort(size, 'title')).toBe('size')
  expect(nextSort(size, 'size')).toBe('size_asc')
  expect(nextSort(size, 'size_asc')).toBeUndefined()
})
