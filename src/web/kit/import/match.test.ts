import { describe, expect, test } from 'vitest'
import { matchColumns, rowsBy } from './match.ts'
import { readSheet, sheetOf, textOf } from './read-sheet.ts'

const FIELDS = [
  { id: 'email' as const, label: 'Email', names: ['e mail', 'email address'] },
  { id: 'name' as const, label: 'Client name', names: ['name', 'client'] },
  { id: 'due_on' as const, label: 'Needed by', names: ['due', 'due date', 'deadline'] },
]

test.each([
  [['Email', 'Name', 'Due date'], { email: 0, name: 1, due_on: 2 }],
  [['CLIENT', 'e-mail', 'Deadline'], { email: 1, name: 0, due_on: 2 }],
  [['Client email address', 'Client name'], { email: 0, name: 1, due_on: null }],
  [['Phone', 'City'], { email: null, name: null, due_on: null }],
])('of the columns %j, the fields are %j', (headers, matches) => {
  expect(matchColumns(headers, FIELDS)).toEqual(matches)
})

test('rows are read by field, and a field without a column is left out', () => {
  expect(rowsBy([['a@b.example', 'Ann']], { email: 0, name: 1, due_on: null })).toEqual([
    { email: 'a@b.example', name: 'Ann' },
  ])
})

describe('a file', () => {
  test('of text is read with its quotes, line breaks and a mark at its beginning', async () => {
    const text = '\ufeffEmail,Items\r\n"a@b.example","W-2\nPhoto ID"\r\n\r\nc@d.example,"one, two"\r\n'
    expect(await readSheet(new File([text], 'clients.csv'))).toEqual({
      headers: ['Email', 'Items'],
      rows: [
        ['a@b.example', 'W-2\nPhoto ID'],
        ['c@d.example', 'one, two'],
      ],
    })
  })

  test('with semicolons or tabs between its columns is read as well', async () => {
    expect((await readSheet(new File(['Email;Items\na@b.example;W-2'], 'x.csv'))).rows).toEqual([
      ['a@b.example', 'W-2'],
    ])
    expect((await readSheet(new File(['Email\tItems\na@b.example\tW-2'], 'x.tsv'))).rows).toEqual([
      ['a@b.example', 'W-2'],
    ])
  })

  test('that is no spreadsheet, or has no rows, is refused with what to do', async () => {
    await expect(readSheet(new File(['x'], 'x.pdf'))).rejects.toThrow('Choose a CSV or XLSX file.')
    expect(() => sheetOf([['Email']])).toThrow('This file has no rows below its header.')
    expect(sheetOf([['', 'B'], ['1']]).headers).toEqual(['Column 1', 'B'])
  })

  test('has days and numbers as people wrote them', () => {
    expect(textOf(new Date('2027-01-15T00:00:00Z'))).toBe('2027-01-15')
    expect(textOf(12.5)).toBe('12.5')
    expect(textOf(null)).toBe('')
  })
})
