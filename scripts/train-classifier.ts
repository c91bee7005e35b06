/**
 * Makes `model.bin` from the documents of `scripts/corpus/hands` and the composed papers: `node
 * scripts/train-classifier.ts`. The same documents give the same file. What the model is worth is in docs/classifier.md.
 */
import { writeFileSync } from 'node:fs'
import { DOCUMENT_TYPES } from '#domains/documents/schema.ts'
import { readHands } from './corpus/hands.ts'
import { composeForTypes, trainKinds, trainTypes } from './corpus/material.ts'
import { pack } from './corpus/train.ts'

/** Fitted on hands that were left out: `node scripts/judge-classifier.ts`. */
const TEMPERATURE = 0.13

const documents = await readHands()
const { rarity, types } = trainTypes(documents, composeForTypes())
const { categories, kinds } = trainKinds(documents, rarity)
const document_types = [...DOCUMENT_TYPES]
const file = pack({ document_types, types, categories, kinds, rarity, temperature: TEMPERATURE })
writeFileSync(new URL('../src/domains/documents/understanding/model.bin', import.meta.url), file)
console.log(`${documents.length} documents, ${categories.length} categories, ${file.length} bytes`)
process.exit(0)
