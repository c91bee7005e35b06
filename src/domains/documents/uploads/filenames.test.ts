import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { extensionOf, safeFilename, titleOf } from './filenames.ts'

describe('the name of a file', () => {
  test.each([
    ['offer.pdf', 'offer.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\x.pdf', 'x.pdf'],
    ['con.pdf', '_con.pdf'],
    ['.', 'document'],
    ['offer.pdf. ', 'offer.pdf'],
    ['\u202Eexe.pdf', 'exe.pdf'],
    ['a:b?.pdf', 'ab.pdf'],
  ])('%j is stored as %j', (given, expected) => {
    expect(safeFilename(given)).toBe(expected)
  })

  test('however long, is cut to what every file system accepts, and keeps its extension', () => {
    for (const long of ['x', '🏠', '. ', 'é'])
      expect(safeFilename(`${long.repeat(500_000)}.pdf`)).toMatch(/\.pdf$/)
    expect(Buffer.byteLength(safeFilename(`${'🏠'.repeat(500_000)}.pdf`))).toBeLessThanOrEqual(255)
    expect(safeFilename(`${'a'.repeat(400)}.pdf`)).toBe(`${'a'.repeat(251)}.pdf`)
  })

  test('is harmless whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (given) => {
        const name = safeFilename(given)
        expect(name).not.toMatch(/[/\\\p{Cc}]/u)
        expect(name.isWellFormed()).toBe(true)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(name.length).toBeGreaterThan(0)
        expect(extensionOf(name)).toBe(extensionOf(name).toLowerCase())
        expect(titleOf(name).length).toBeGreaterThan(0)
      }),
    )
  })
})
