/**
 * Makes `model.bin` from the corpus: `node scripts/train-classifier.ts [temperature]`. The same corpus gives the same
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

const SAMPLES_PER_FAMILY = 160
const EPOCHS = 5

const temperature = Number(process.argv[2] ?? 1)
const next = random(1031)
const families = readFamilies()
const common = readCommonLines()
const categories = [...new Map(families.map((family) => [keyOf(family), family])).values()].map(
  ({ document_type, category }) => ({ document_type, category }),
)
const samples = families.flatMap((family) =>
  Array.from({ length: SAMPLES_PER_FAMILY }, () => compose(family, families, common, next)),
)
const rarity = measureRarity(samples.map((sample) => sample.text))
const examples = toExamples(samples, categories, rarity)
const trained = train(examples, categories.length, EPOCHS, next)
const file = pack(trained, categories, rarity, temperature)
writeFileSync(new URL('../src/domains/documents/understanding/model.bin', import.meta.url), file)
console.log(`${categories.length} categories, ${samples.length} samples, ${file.length} bytes`)
