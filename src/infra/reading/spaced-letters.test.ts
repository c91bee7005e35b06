import { expect, test } from 'vitest'
import { joinSpacedLetters } from './spaced-letters.ts'

test.each([
  ['C L O S I N G  D A T E', 'CLOSING DATE'],
  ['  G R A N T   D E E D', '  GRANT DEED'],
  ['D  E  E  D     O  F     T  R  U  S  T', 'D  E  E  D     O  F     T  R  U  S  T'],
  ['D  E  E  D   O  F   T  R  U  S  T', 'DEED OF TRUST'],
  ['Sum: $ 6 8 8 , 0 0 0 due', 'Sum: $688,000 due'],
  ['the word E S C R O W here', 'the word ESCROW here'],
  ['D E E D', 'DEED'],
  ['Ä M T E R', 'ÄMTER'],
])('letters with spaces between them are words: %j', (given, read) => {
  expect(joinSpacedLetters(given)).toBe(read)
})

test.each([
  'Exhibits A B C D E F G follow',
  'Exhibits A C D F follow',
  '1 2 3 4 5 6 7',
  'Y N Y N Y Y N',
  'X X X X X X',
  '- - - - - -',
  'Unit A and B of lot 4',
  'I am a buyer.',
  'A   C   B   E   D   F   text',
])('text that is not a word stays unchanged: %j', (given) => {
  expect(joinSpacedLetters(given)).toBe(given)
})

test('endless letters cost no more than their number', () => {
  const endless = 'a b '.repeat(1_000_000)
  expect(joinSpacedLetters(endless).replaceAll(' ', '')).toBe('ab'.repeat(1_000_000))
})
