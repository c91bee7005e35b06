import type { DocumentType } from '#domains/documents/schema.ts'
import { type Features, toFeatures } from './features.ts'
import { loadModel, type Model, scoreRows, softmax } from './model.ts'
import { type OrganizationModel, scoreExamples, type Taught } from './organization-model.ts'

export type Classification = {
  document_type: DocumentType
  /** Calibrated: about 8 in 10 of the documents that get 0.8 are right. */
  confidence_score: number
  category: string
  alternatives: { document_type: DocumentType; score: number }[]
}

/** Fewer words than this are not evidence: an empty scan, a photograph of a house. */
const ENOUGH_WORDS = 8

export function openClassifier(model: Model = loadModel()) {
  return {
    model,
    /** What the classifier sees of a text; small enough to store, so that a correction can be learned later. */
    featuresOf: (text: string): Features => toFeatures(text, model.rarity),
    classify: (text: string, organization?: OrganizationModel) => classify(model, text, organization),
  }
}
export type Classifier = ReturnType<typeof openClassifier>

function classify(model: Model, text: string, organization?: OrganizationModel): Classification {
  if ((text.match(/[\p{L}]{2,}/gu)?.length ?? 0) < ENOUGH_WORDS) return nothingToRead()
  const features = toFeatures(text, model.rarity)
  const learned = organization ? scoreExamples(organization, features) : new Map<DocumentType, Taught>()
  const margins = scoreRows(model.types, features)
  const chances = softmax(
    model.document_types.map(
      (type, row) => (margins[row] ?? 0) / model.temperature + (learned.get(type)?.score ?? 0),
    ),
  )
  const [best, ...others] = model.document_types
    .map((document_type, row) => ({ document_type, score: round(chances[row] ?? 0) }))
    .toSorted((a, b) => b.score - a.score)
  const { document_type, score } = best ?? { document_type: 'other' as const, score: 0 }
  const taught = learned.get(document_type)
  const own = model.document_types[argmax(margins)] === document_type
  return {
    document_type,
    confidence_score: taught && !own ? Math.min(score, trustIn(taught)) : score,
    // A person's corrections of similar documents determine the type, but not the category.
    category: taught && !own ? document_type : bestCategory(model, features, document_type),
    alternatives: others.filter((each) => each.score >= 0.01).slice(0, 3),
  }
}

/** One correction alone makes the next similar document a question; each further one increases the confidence. */
function trustIn({ alike }: Taught): number {
  return round((alike + 0.5) / (alike + 1))
}

function argmax(values: ArrayLike<number>): number {
  let best = 0
  for (let at = 1; at < values.length; at += 1) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at
  return best
}

function bestCategory({ categories, kinds }: Model, features: Features, type: DocumentType): string {
  const scores = scoreRows(kinds, features)
  const rows = [...categories.keys()].filter((row) => categories[row]?.document_type === type)
  const [best] = rows.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
  return (best !== undefined && categories[best]?.category) || type
}

function nothingToRead(): Classification {
  return { document_type: 'other', confidence_score: 0, category: 'unreadable', alternatives: [] }
}

/** Four decimals, as the column has. */
function round(score: number): number {
  return Math.round(score * 1e4) / 1e4
}
