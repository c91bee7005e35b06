import { expect, test } from 'vitest'
import { COLUMNS, fitting } from './columns.tsx'

const namesAt = (room: number) => fitting(COLUMNS, room).map(({ name }) => name)

test('with room for all, a list shows every column that is wanted', () => {
  expect(namesAt(2000)).toEqual(COLUMNS.map(({ name }) => name))
})

test('with less room, what says least goes first and the title keeps its width', () => {
  expect(namesAt(880)).toEqual(['document_type', 'status', 'visibility', 'created_at'])
  expect(namesAt(600)).toEqual(['document_type', 'status'])
  expect(namesAt(300)).toEqual([])
  for (let room = 320; room < 1400; room += 20) {
    const used = fitting(COLUMNS, room).reduce((sum, { width }) => sum + width + 12, 50)
    expect(room - used, `title in ${room} px`).toBeGreaterThanOrEqual(fitting(COLUMNS, room).length ? 260 : 0)
  }
})
