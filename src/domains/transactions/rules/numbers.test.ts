import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_PATTERN, isPattern, numberOf, periodOfPattern } from './numbers.ts'

test.each([
  [DEFAULT_PATTERN, 1, '2026-0001', 2026],
  [DEFAULT_PATTERN, 10_000, '2026-10000', 2026],
  ['HR-{YY}{MM}-{###}', 42, 'HR-2611-042', 202611],
  ['Deal {#}', 7, 'Deal 7', 0],
  ['{######}', 12, '000012', 0],
])('with the pattern %s, the deal in place %i has the number %s', (pattern, place, number, period) => {
  expect([
    isPattern(pattern),
    numberOf(pattern, '2026-11-30', place),
    periodOfPattern(pattern, '2026-11-30'),
  ]).toEqual([true, number, period])
})

test.each([
  '2026',
  '{YYYY}',
  '{MM}-{###}',
  '{##}-{##}',
  '{YYYYY}-{#}',
  '{YYYY-{#}',
  '}{#}',
  '{}{#}',
  '{##########}',
])('a pattern that gives no number of its own is refused: %s', (pattern) =>
  expect(isPattern(pattern)).toBe(false),
)

test('two deals of one period never have one number, whatever the pattern', () => {
  const part = fc.constantFrom('{YYYY}', '{YY}', '-', 'A', '/', '7')
  const pattern = fc.tuple(fc.array(part), fc.constantFrom('{#}', '{###}'), fc.array(part))
  fc.assert(
    fc.property(pattern, fc.nat(20_000), fc.nat(20_000), ([before, place, after], one, other) => {
      const text = [...before, place, ...after].join('')
      fc.pre(isPattern(text) && one !== other)
      expect(numberOf(text, '2026-11-30', one)).not.toBe(numberOf(text, '2026-11-30', other))
    }),
  )
})
