import type { DocumentType } from '#domains/documents/schema.ts'
import { type Features, toFeatures } from './features.ts'
import { loadModel, type Model, scoreRows, softmax } from './model.ts'
import { type OrganizationModel, scoreExamples } from './organization-model.ts'

export type Classification = {
  document_type: DocumentType
  /** Calibrated: of the documents that get 0.8, about 8 in 10 are right. */
  confidence_score: number
  category: string
  alternatives: { document_type: DocumentType; score: number }[]
}

/** Fewer words than this are no evidence: an empty scan, a photograph of a house. */
const ENOUGH_WORDS = 8

export function openClassifier(model: Model = loadModel()) {
  return {
    model,
    /** What the classifier sees of a text; small enough to keep, so that a correction can be learnt later. */
    featuresOf: (text: string): Features => toFeatures(text, model.rarity),
    classify: (text: string, organization?: OrganizationModel) => classify(model, text, organization),
  }
}
export type Classifier = ReturnType<typeof openClassifier>

function classify(model: Model, text: string, organization?: OrganizationModel): Classification {
  if ((text.match(/[\p{L}]{2,}/gu)?.length ?? 0) < ENOUGH_WORDS) return nothingToRead()
  const features = toFeatures(text, model.rarity)
  const learned = organization ? scoreExamples(organization, features) : new Map<DocumentType, number>()
  const margins = scoreRows(model.types, features)
  const chances = softmax(
    model.document_types.map(
      (type, row) => (margins[row] ?? 0) / model.temperature + (learned.get(type) ?? 0),
    ),
  )
  const [best, ...others] = model.document_types
    .map((document_type, row) => ({ document_type, score: round(chances[row] ?? 0) }))
    .toSorted((a, b) => b.score - a.score)
  const { document_type, score } = best ?? { document_type: 'other' as const, score: 0 }
  return {
    document_type,
    confidence_score: score,
    category: bestCategory(model, features, document_type),
    alternatives: others.filter((each) => each.score >= 0.01).slice(0, 3),
  }
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
