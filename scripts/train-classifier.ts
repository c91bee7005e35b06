/**
 * Makes `model.bin` from the corpus: `node scripts/train-classifier.ts`. The same corpus gives the same
 * file. What the model is worth on real papers is in docs/classifier.md.
 */
import { writeFileSync } from 'node:fs'
import {
  compose,
  random,
  readCommonLines,
  readFamilies,
} from '#domains/documents/understanding/corpus/compose.ts'
import {
  keyOf,
  measureRarity,
  pack,
  toExamples,
  train,
} from '#domains/documents/understanding/corpus/train.ts'

const SAMPLES_PER_TYPE = 1_300
const EPOCHS = 5
/** Whatever is no paper of a deal takes more showing than any one kind that is. */
const OTHER_SHARE = 1.8

/** Fitted on real papers that the corpus was not made from: see docs/classifier.md. */
const TEMPERATURE = 0.25

const next = random(1031)
const families = readFamilies()
const common = readCommonLines()
const categories = [...new Map(families.map((family) => [keyOf(family), family])).values()].map(
  ({ document_type, category }) => ({ document_type, category }),
)
// As many of each type, however many forms it has.
const samples = families.flatMap((family) => {
  const siblings = families.filter(({ document_type }) => document_type === family.document_type).length
  const share = family.document_type === 'other' ? OTHER_SHARE : 1
  const length = Math.round((SAMPLES_PER_TYPE * share) / siblings)
  return Array.from({ length }, () => compose(family, families, common, next))
})
const rarity = measureRarity(samples.map((sample) => sample.text))
const examples = toExamples(samples, categories, rarity)
const trained = train(examples, categories.length, EPOCHS, next)
const file = pack(trained, categories, rarity, TEMPERATURE)
writeFileSync(new URL('../src/domains/documents/understanding/model.bin', import.meta.url), file)
console.log(`${categories.length} categories, ${samples.length} samples, ${file.length} bytes`)
