import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, fraction, parseMoney, toDollars } from './money.ts'

test.each([
  [2000000.01, 200000001n],
  ['2000000.01', 200000001n],
  ['0.1', 10n],
  [-5, -500n],
  ['-0.05', -5n],
  [1e10, 1_000_000_000_000n],
])('%s dollars are exact cents', (dollars, cents) => {
  expect(parseMoney(dollars)).toBe(cents)
})

test.each([
  0.001,
  0.1 + 0.2,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  10_000_000_000.01,
  '',
  '1.234',
  '1e5',
  ' 1',
  '١',
  '0x10',
  '1,000',
])('%s is not dollars and cents', (dollars) => {
  expect(parseMoney(dollars)).toBeUndefined()
})

test('every amount of cents comes back from its number and from its text', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (cents) => {
      expect(parseMoney(toDollars(cents))).toBe(cents)
      expect(parseMoney(toDollars(cents).toFixed(2))).toBe(cents)
    }),
  )
})

test('a fraction is rounded half up', () => {
  expect(fraction(1n, 1n, 2n)).toBe(1n)
  expect(fraction(100n, 1n, 30n)).toBe(3n)
  expect(fraction(45n, 1n, 30n)).toBe(2n)
})

test('odd cents go to the largest remainders, and among equals to the smaller id', () => {
  const parts = (...weights: bigint[]) =>
    weights.map((weight, index) => ({ id: 'ABC'.charAt(index), weight }))
  expect([...allocate(100n, parts(1n, 1n, 1n)).values()]).toEqual([34n, 33n, 33n])
  expect([...allocate(10n, parts(1n, 2n, 4n)).values()]).toEqual([1n, 3n, 6n])
  expect([...allocate(10n, parts(0n, 0n)).values()]).toEqual([0n, 0n])
})
