import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  [['Deed', 3, null], 'Deed,3,\r\n'],
  [
    ['12 Harbor Lane, Denver', 'The "big" one', 'two\nlines'],
    '"12 Harbor Lane, Denver","The ""big"" one","two\nlines"\r\n',
  ],
  [['-12.50', -3], '-12.50,-3\r\n'],
])('the values %j make the line %j', (values, line) => {
  expect(csvLine(values)).toBe(line)
})

test.each(['=cmd()', '+1 (503) 555-0142', '@SUM(A1)', '-2+3', '\t=1'])(
  'the text %j from a client is never run as a formula by a spreadsheet',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`)
  },
)
