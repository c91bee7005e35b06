import { DOCUMENT_TYPES } from '#domains/documents/schema.ts'
import {
  compose,
  random,
  readCommonLines,
  readFamilies,
  type Sample,
} from '#domains/documents/understanding/corpus/compose.ts'
import { measureRarity, quantize, toExample, train } from '#domains/documents/understanding/corpus/train.ts'
import type { Layer, Model } from '#domains/documents/understanding/model.ts'
import type { HandDocument } from './hands.ts'

export const SEED = 1031
const COMPOSED_PER_TYPE = 80
const COMPOSED_PER_CATEGORY = 60
/** What an error on a composed paper costs, of one on a paper that somebody wrote. */
const COMPOSED_WEIGHT = 0.05
const COST = 3

/** Composed papers beside those of authors, as many of each type. */
export function composeForTypes(): Sample[] {
  return composeEach((siblings) => Math.max(1, Math.round(COMPOSED_PER_TYPE / siblings)))
}

function composeEach(times: (siblings: number) => number): Sample[] {
  const next = random(SEED)
  const families = readFamilies()
  const common = readCommonLines()
  return families.flatMap((family) => {
    const siblings = families.filter(({ document_type }) => document_type === family.document_type).length
    return Array.from({ length: times(siblings) }, () => compose(family, families, common, next))
  })
}

/** What tells the types apart, learned from authors' documents and composed ones. */
export function trainTypes(
  documents: Pick<HandDocument, 'document_type' | 'text'>[],
  composed: Sample[],
): { rarity: Float32Array; types: Layer } {
  const rarity = measureRarity([...documents, ...composed].map(({ text }) => text))
  const rowOf = (type: (typeof DOCUMENT_TYPES)[number]) => DOCUMENT_TYPES.indexOf(type)
  const examples = [
    ...documents.map(({ text, document_type }) => toExample(text, rowOf(document_type), rarity)),
    ...composed.map(({ text, family }) =>
      toExample(text, rowOf(family.document_type), rarity, COMPOSED_WEIGHT),
    ),
  ]
  return { rarity, types: quantize(train(examples, DOCUMENT_TYPES.length, COST, random(SEED))) }
}

/** What tells the categories apart: authors have names of their own for these, so it is learned from composed papers. */
export function trainKinds(
  documents: HandDocument[],
  rarity: Float32Array,
): Pick<Model, 'categories' | 'kinds'> {
  const composed = composeEach(() => COMPOSED_PER_CATEGORY)
  const keyOf = (type: string, category: string) => `${type}/${category}`
  const families = new Map(
    composed.map(({ family }) => [keyOf(family.document_type, family.category), family]),
  )
  const rows = new Map([...families.keys()].map((key, row) => [key, row]))
  const examples = [
    ...composed.map(({ text, family }) => ({ text, key: keyOf(family.document_type, family.category) })),
    ...documents.map(({ text, document_type, category }) => ({ text, key: keyOf(document_type, category) })),
  ].flatMap(({ text, key }) => {
    const row = rows.get(key)
    return row === undefined ? [] : [toExample(text, row, rarity)]
  })
  return {
    categories: [...families.values()].map(({ document_type, category }) => ({ document_type, category })),
    kinds: quantize(train(examples, rows.size, COST, random(SEED))),
  }
}
