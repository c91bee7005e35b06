import { expect, test } from 'vitest'
import { stateCode } from './us-states.ts'

test.each([
  ['CA', 'CA'],
  [' california ', 'CA'],
  ['n.y.', 'NY'],
  ['New  York', 'NY'],
  ['District of Columbia', 'DC'],
  ['Calif.', 'CA'],
  ['calif', 'CA'],
  ['Wash.', 'WA'],
  ['N. Mex.', 'NM'],
  ['Ontario', null],
  ['Springfield', null],
  ['', null],
])('the state that people write as “%s” is %s', (text, code) => {
  expect(stateCode(text)).toBe(code)
})
