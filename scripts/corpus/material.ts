import { readCommonLines, readFamilies } from '#domains/documents/load/wording.ts'
import { DOCUMENT_TYPES } from '#domains/documents/schema.ts'
import type { Category, Layer, Model } from '#domains/documents/understanding/model.ts'
import { random } from '#lib/random.ts'
import { compose, type Sample } from './compose.ts'
import type { HandDocument } from './hands.ts'
import authorsKinds from './kinds.json' with { type: 'json' }
import { measureRarity, quantize, toExample, train } from './train.ts'

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

/** What the product calls the categories for which authors have names of their own, by type and name; null: nothing that fits. */
const KINDS: Record<string, string | null> = authorsKinds

/** What tells the categories apart, learned from composed papers and from authors'. */
export function trainKinds(
  documents: HandDocument[],
  rarity: Float32Array,
): Pick<Model, 'categories' | 'kinds'> {
  const papers = [
    ...composeEach(() => COMPOSED_PER_CATEGORY).map(({ text, family: { document_type, category } }) => ({
      text,
      document_type,
      category,
      weight: COMPOSED_WEIGHT,
    })),
    ...documents.flatMap(({ text, document_type, category: own }) => {
      const category = KINDS[`${document_type}/${own}`]
      return category ? [{ text, document_type, category, weight: 1 }] : []
    }),
  ]
  const keyOf = ({ document_type, category }: Category) => `${document_type}/${category}`
  const categories = new Map(
    papers.map(({ document_type, category }) => {
      const each = { document_type, category }
      return [keyOf(each), each]
    }),
  )
  const rows = [...categories.keys()]
  const examples = papers.map((paper) =>
    toExample(paper.text, rows.indexOf(keyOf(paper)), rarity, paper.weight),
  )
  return {
    categories: [...categories.values()],
    kinds: quantize(train(examples, rows.length, COST, random(SEED))),
  }
}
