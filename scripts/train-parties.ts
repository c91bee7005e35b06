/** Makes `party-model.bin` from the documents of `scripts/corpus/hands`: `node scripts/train-parties.ts`. */
import { writeFileSync } from 'node:fs'
import { packLayer } from '#domains/documents/understanding/corpus/train.ts'
import { readHands } from './corpus/hands.ts'
import { nameAll, PARTY_FIELDS, TEMPERATURE, trainParties } from './corpus/parties.ts'

const layer = trainParties((await readHands()).map(nameAll))
const file = packLayer(layer, { fields: PARTY_FIELDS, temperature: TEMPERATURE })
writeFileSync(new URL('../src/domains/documents/understanding/party-model.bin', import.meta.url), file)
console.log(`${file.length} bytes`)
process.exit(0)
