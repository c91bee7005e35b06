import { expect, test } from 'vitest'
import { isUnclear } from '#domains/documents/rules/periods.ts'
import { VARIED_CLAUSES } from '#domains/documents/understanding/varied-clauses.ts'
import { findContingencies } from './contingencies.ts'

const read = (text: string) =>
  Object.fromEntries(
    findContingencies(text).map(({ field, normalized }) => [
      field,
      isUnclear(field, normalized) ? 'unclear' : normalized,
    ]),
  )

test.each(VARIED_CLAUSES)('held out: $text', ({ text, says }) => {
  expect(read(text)).toEqual(says)
})
