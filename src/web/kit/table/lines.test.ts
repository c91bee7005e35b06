import { expect, test } from 'vitest'
import { keyOf, linesOf } from './lines.ts'

const rows = ['a1', 'a2', 'b1', '-1'].map((id) => ({ id }))
const groupOf = ({ id }: { id: string }) => (id.startsWith('-') ? 'Others' : id.charAt(0))

test('rows that stand together have one heading, which counts them', () => {
  expect(linesOf(rows, groupOf)).toEqual([
    { heading: 'a', count: 2 },
    { row: rows[0], index: 0 },
    { row: rows[1], index: 1 },
    { heading: 'b', count: 1 },
    { row: rows[2], index: 2 },
    { heading: 'Others', count: 1 },
    { row: rows[3], index: 3 },
  ])
})

test('a list that is not grouped is its rows', () => {
  expect(linesOf(rows)).toEqual(rows.map((row, index) => ({ row, index })))
})

test('each line has a key of its own, also where a group stands twice', () => {
  const lines = linesOf([...rows, { id: 'a3' }], groupOf)
  const keys = lines.map((_, at) => keyOf(lines, at))
  expect(new Set(keys).size).toBe(lines.length)
  expect(keys[0]).toBe('group of a1')
})
