import { expect, test } from 'vitest'
import { inkOn } from './colors.ts'

test.each([
  ['#1d3f72', '#ffffff'],
  ['#136c4f', '#ffffff'],
  ['#ffd400', '#0f172a'],
  ['#7fd3c4', '#0f172a'],
])('the words on a button of %s are %s', (color, ink) => expect(inkOn(color)).toBe(ink))
