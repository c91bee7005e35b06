import { describe, expect, test } from 'vitest'
import { sampleReader } from './sample-reader.ts'

const { textOf } = sampleReader()

describe('text', () => {
  test.each([
    ['UTF-16 without a mark', Buffer.from('Deed of trust, 4 May 2026', 'utf16le')],
    ['the end that DOS wrote', 'Deed of trust, 4 May 2026\u001a\0\0\0'],
    ['a stray NUL', 'Deed of trust,\0 4 May 2026 and a longer line after it'],
  ])('with %s is read', async (_, bytes) => {
    expect((await textOf('a.txt', bytes)).replace(/ and a longer.*/, '')).toBe('Deed of trust, 4 May 2026')
  })

  test.each([
    ['<html><head><meta charset="windows-1251"></head><body>', [0xc4, 0xee, 0xec], 'Дом'],
    [
      '<html><head><meta http-equiv=Content-Type content="text/html; charset=iso-8859-2"></head><body>',
      [0xa3, 0xf3, 0x64, 0xbc],
      'Łódź',
    ],
    ['<html><head><meta charset="iso-8859-1"></head><body>', [0xc5, 0x81], 'Ł'],
  ])('of a page that declares %s is read in its charset', async (head, letters, expected) => {
    expect(await textOf('a.html', Buffer.concat([Buffer.from(head), Buffer.from(letters)]))).toBe(expected)
  })
})

test('a table whose cells are parted by bars keeps its sums whole', async () => {
  expect(await textOf('a.csv', 'Payee|Amount\nPeak|18,400.00\nRoi|1,250.00\n')).toBe(
    'Payee   Amount\nPeak   18,400.00\nRoi   1,250.00',
  )
})
