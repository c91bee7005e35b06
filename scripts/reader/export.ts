/**
 * Writes what the reader learns from, one document a line, for `learn.py`: `node scripts/reader/export.ts FILE`. The first
 * line says how many words there are and how many answers each question has.
 */
import { writeFileSync } from 'node:fs'
import { DOCUMENT_TYPES } from '#domains/documents/schema.ts'
import { findValues } from '#domains/documents/understanding/labels.ts'
import { AMOUNT_FIELDS, DATE_FIELDS, ROLES, TAGS } from '#domains/documents/understanding/network/meanings.ts'
import { readVocabulary } from '#domains/documents/understanding/network/network.ts'
import { toTokens } from '#domains/documents/understanding/network/tokens.ts'
import { toPageText } from '#domains/documents/understanding/rows.ts'
import { readHands } from '../corpus/hands.ts'
import { toTargets } from './targets.ts'

const [file] = process.argv.slice(2)
if (!file) throw new Error('Say which file to write.')
const vocabulary = readVocabulary()
const documents = (await readHands()).map((document) => {
  const pages = document.reading.pages.map(toPageText)
  const tokens = toTokens(
    pages,
    pages.map(({ text }) => findValues(text)),
    vocabulary,
  )
  const targets = toTargets(tokens, pages, document)
  return {
    hand: document.hand,
    type: DOCUMENT_TYPES.indexOf(document.document_type),
    tokens: tokens.map(({ id, shape, column, mark, head }, index) => [
      id,
      shape,
      column,
      mark,
      Number(head),
      ...(targets[index] ?? []),
    ]),
  }
})
const answers = {
  tag: TAGS.length,
  role: ROLES.length,
  amount: AMOUNT_FIELDS.length,
  date: DATE_FIELDS.length,
  kind: DOCUMENT_TYPES.length,
}
const lines = [{ words: vocabulary.size, answers }, ...documents].map((each) => JSON.stringify(each))
writeFileSync(file, `${lines.join('\n')}\n`)
console.log(`${documents.length} documents`)
process.exit(0)
