import { describe, expect, test } from 'vitest'
import { sampleReader } from '#testing/sample-reader.ts'

const { read, textOf } = sampleReader()

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

test('a table whose cells are separated by bars keeps its amounts complete', async () => {
  expect(await textOf('a.csv', 'Payee|Amount\nPeak|18,400.00\nRoi|1,250.00\n')).toBe(
    'Payee   Amount\nPeak   18,400.00\nRoi   1,250.00',
  )
})

test('a page without words reports that nothing was found, and a long text has pictures of its first pages only', async () => {
  expect(await read('a.html', '<html><body><img src="logo.png"></body></html>')).toMatchObject({
    pages: [],
    warnings: ['No text was found in this file.'],
  })
  const line =
    'The lessee shall keep the premises in good repair and pay the rent on the first day of each month. '
  const reading = await read('a.txt', `${line}\n`.repeat(11_000))
  const pictured = reading.pages.filter((page) => page.image_path !== null)
  expect(pictured.map((page) => page.page_number)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  const last = reading.pages.at(-1)
  expect(reading.pages.length).toBeGreaterThan(200)
  expect(last?.text).toContain('first day of each month.')
  expect(last?.words.slice(0, 3).map((word) => word.text)).toEqual(['The', 'lessee', 'shall'])
  const [first, second] = last?.words ?? []
  expect(second?.x0).toBeGreaterThan(first?.x1 ?? 1)
}, 120_000)

test('letters typed apart are words in every kind of text', async () => {
  expect(await textOf('a.txt', 'C L O S I N G  D A T E\nMay 4')).toBe('CLOSING DATE\nMay 4')
  expect(await textOf('a.html', '<p>G R A N T &nbsp;D E E D</p>')).toContain('GRANT DEED')
})
