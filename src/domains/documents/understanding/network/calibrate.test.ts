import { expect, test } from 'vitest'
import { calibrate } from './calibrate.ts'

test.each(['roles', 'names', 'fields'] as const)(
  'a higher certainty of %s is still higher after calibration, and nothing is certain',
  (of) => {
    const chances = [0, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999].map((sure) => calibrate(sure, of))
    expect(chances).toEqual(chances.toSorted((a, b) => a - b))
    expect(Math.min(...chances)).toBeGreaterThan(0)
    expect(calibrate(1, of)).toBeLessThan(1)
  },
)

test('a field that the network is almost certain of is reported with less', () => {
  expect(calibrate(0.99, 'fields')).toBeLessThan(0.9)
})
