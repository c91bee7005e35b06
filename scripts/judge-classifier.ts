/**
 * What the classifier is worth on authors that it has not learned from: each hand of `scripts/corpus/hands` is left out
 * once, and judged by what the others teach. `node scripts/judge-classifier.ts`
 */
import { DOCUMENT_TYPES, type DocumentType } from '#domains/documents/schema.ts'
import { toFeatures, toWords } from '#domains/documents/understanding/features.ts'
import { scoreRows, softmax } from '#domains/documents/understanding/model.ts'
import { type HandDocument, readHands } from './corpus/hands.ts'
import { composeForTypes, trainTypes } from './corpus/material.ts'

type Judged = HandDocument & { scores: number[] }
type Answer = { right: boolean; confidence: number }

const documents = await readHands()
const composed = composeForTypes()
const hands = [...new Set(documents.map(({ hand }) => hand))]
const judged: Judged[] = hands.flatMap((hand) => {
  const { rarity, types } = trainTypes(
    documents.filter((each) => each.hand !== hand),
    composed,
  )
  return documents
    .filter((each) => each.hand === hand)
    .map((each) => ({ ...each, scores: scoreRows(types, toFeatures(each.text, rarity)) }))
})

const typeOf = ({ scores }: Judged): DocumentType =>
  DOCUMENT_TYPES[scores.indexOf(Math.max(...scores))] ?? 'other'
const answersAt = (temperature: number): Answer[] =>
  judged.map((each) => ({
    right: typeOf(each) === each.document_type,
    confidence: Math.max(...softmax(each.scores, temperature)),
  }))

/** Mean difference between how sure and how right, in tenths. */
function calibrationError(answers: Answer[]): number {
  const tenths = Map.groupBy(answers, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)))
  const off = [...tenths.values()].map((each) =>
    Math.abs(each.reduce((sum, { right, confidence }) => sum + confidence - Number(right), 0)),
  )
  return off.reduce((sum, each) => sum + each, 0) / answers.length
}

const temperatures = Array.from({ length: 40 }, (_, i) => 0.02 + i * 0.01)
const fitted = temperatures.toSorted(
  (a, b) => calibrationError(answersAt(a)) - calibrationError(answersAt(b)),
)[0] as number
const answers = answersAt(fitted)
const share = (part: Answer[]) => part.filter(({ right }) => right).length / part.length
const percent = (value: number) => `${(value * 100).toFixed(1)} %`

/** The interval in which the true share lies in 95 of 100 such samples (Wilson). */
function interval(right: number, of: number): string {
  const z = 1.96
  const p = right / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return `${Math.round((middle - half) * 100)} to ${Math.round((middle + half) * 100)} %`
}

function tell(name: string, keyOf: (document: Judged) => string): void {
  const groups = Map.groupBy(judged.keys(), (index) => keyOf(judged[index] as Judged))
  console.log(`\n| ${name} | documents | right | 95 % |\n|---|---|---|---|`)
  for (const [key, indexes] of [...groups].toSorted()) {
    const right = indexes.filter((index) => answers[index]?.right).length
    console.log(
      `| ${key} | ${indexes.length} | ${percent(right / indexes.length)} | ${interval(right, indexes.length)} |`,
    )
  }
}

console.log(
  `${judged.length} documents of ${hands.length} hands: ${percent(share(answers))} right, calibration error ${calibrationError(answers).toFixed(3)} at temperature ${fitted.toFixed(2)}`,
)
for (const threshold of [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]) {
  const sure = answers.filter(({ confidence }) => confidence >= threshold)
  console.log(
    `  from ${threshold}: ${percent(share(sure))} right, ${percent(1 - sure.length / answers.length)} to review`,
  )
}
tell('hand', ({ hand }) => hand)
tell('type', ({ document_type }) => document_type)
tell('format', ({ file }) => file.split('.').at(-1) ?? '')
tell('words', ({ text }) => {
  const words = toWords(text).length
  return words < 150
    ? 'a: under 150'
    : words < 300
      ? 'b: 150 to 300'
      : words < 600
        ? 'c: 300 to 600'
        : 'd: 600 and more'
})
const mistakes = Map.groupBy(
  judged.filter((each) => typeOf(each) !== each.document_type),
  (each) => `${each.document_type} taken for ${typeOf(each)}`,
)
console.log('')
for (const [kind, each] of [...mistakes].toSorted((a, b) => b[1].length - a[1].length))
  console.log(`${each.length} ${kind}: ${each.map(({ hand, file }) => `${hand}/${file}`).join(' ')}`)
process.exit(0)
