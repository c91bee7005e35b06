import { DOCUMENT_TYPES, type DocumentType } from '#domains/documents/schema.ts'
import { type Features, toFeatures } from './features.ts'
import { type Category, loadModel, type Model, scoreCategories, softmax } from './model.ts'
import { type OrganizationModel, scoreExamples } from './organization-model.ts'

export type Classification = {
  document_type: DocumentType
  /** Calibrated: of the documents that get 0.8, about 8 in 10 are right. */
  confidence_score: number
  category: string
  alternatives: { document_type: DocumentType; score: number }[]
}

/** A document that is not even so likely to be of its likeliest kind is like nothing that is known. */
const LIKE_NOTHING = 0.35
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
  const scores = scoreCategories(model, features)
  const chances = softmax(scores, model.temperature)
  const byType = DOCUMENT_TYPES.map((document_type) => {
    const own = model.categories.map((category, row) =>
      category.document_type === document_type ? (chances[row] ?? 0) : 0,
    )
    return Math.log(own.reduce((sum, chance) => sum + chance, 1e-9)) + (learned.get(document_type) ?? 0)
  })
  const ranked = softmax(byType)
    .map((score, index) => ({ document_type: DOCUMENT_TYPES[index] ?? 'other', score: round(score) }))
    .toSorted((a, b) => b.score - a.score)
  const known = ranked.find(({ score }) => score >= LIKE_NOTHING)
  const best = known ?? ranked.find(({ document_type }) => document_type === 'other')
  const { document_type, score: confidence_score } = best ?? { document_type: 'other' as const, score: 0 }
  return {
    document_type,
    confidence_score,
    category: bestCategory(model.categories, scores, document_type),
    alternatives: ranked.filter((each) => each !== best && each.score >= 0.01).slice(0, 3),
  }
}

function bestCategory(categories: Category[], scores: number[], type: DocumentType): string {
  const rows = categories.flatMap((category, row) => (category.document_type === type ? [row] : []))
  const best = rows.reduce((first, second) => ((scores[second] ?? 0) > (scores[first] ?? 0) ? second : first))
  return categories[best]?.category ?? type
}

function nothingToRead(): Classification {
  return { document_type: 'other', confidence_score: 0, category: 'unreadable', alternatives: [] }
}

/** Four decimals, as the column has. */
function round(score: number): number {
  return Math.round(score * 1e4) / 1e4
}
