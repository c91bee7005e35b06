/** Makes `amounts.bin` and `dates.bin` from the documents of `scripts/corpus/hands`: `node scripts/train-fields.ts`. */
import { writeFileSync } from 'node:fs'
import { packLayer } from '#domains/documents/understanding/corpus/train.ts'
import { KINDS, type Kind, trainFields, valueAll } from './corpus/fields.ts'
import { readHands } from './corpus/hands.ts'

const documents = await readHands()
for (const kind of Object.keys(KINDS) as Kind[]) {
  const { layer, ...rest } = trainFields(
    documents.map((document) => valueAll(document, kind)),
    kind,
  )
  const file = packLayer(layer, rest)
  writeFileSync(new URL(`../src/domains/documents/understanding/${kind}.bin`, import.meta.url), file)
  console.log(`${kind}: ${file.length} bytes`)
}
process.exit(0)
