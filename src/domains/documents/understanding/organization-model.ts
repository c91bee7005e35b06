import type { DocumentType } from '#domains/documents/schema.ts'
import { type Features, similarity } from './features.ts'

/** A document that a person has classified: its features, as bucket and weight, and its type. */
export type LearnedExample = { document_type: DocumentType; features: [number, number][] }

/** Changes with the meaning of features: examples of another version can't be used. */
const VERSION = 2

/** What one organization has taught the classifier: its corrections, newest last. Plain JSON, at most 400 kB. */
export type OrganizationModel = { version: typeof VERSION; examples: LearnedExample[] }

export function isCurrent(model: unknown): model is OrganizationModel {
  return (model as OrganizationModel | undefined)?.version === VERSION
}

export type Label = { document_type: DocumentType } & ({ text: string } | { features: Features })

const MOST_EXAMPLES = 300
const MOST_FEATURES = 80
/**
 * Two different forms of one deal have a similarity of about 0.2, two copies of one form more than 0.6 (2026-11-24).
 */
const ALIKE = 0.4
/** An identical document adds this much to the log odds: enough to overrule a confident base model. */
const STRENGTH = 14

/**
 * Adds corrections to what an organization has taught before. Later documents that look alike follow them; all others
 * are classified as before, because similarity below a limit counts as nothing.
 */
export function learn(
  labels: Label[],
  featuresOf: (text: string) => Features,
  before: OrganizationModel = { version: VERSION, examples: [] },
): OrganizationModel {
  const added = labels.map((label) => {
    const features = 'features' in label ? label.features : featuresOf(label.text)
    return { document_type: label.document_type, features: strongest(features) }
  })
  return { version: VERSION, examples: [...before.examples, ...added].slice(-MOST_EXAMPLES) }
}

function strongest(features: Features): [number, number][] {
  return [...features]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_FEATURES)
    .map(([bucket, weight]) => [bucket, Math.round(weight * 1e4) / 1e4])
}

/** The evidence from an organization's examples of one type for a document. */
export type Taught = {
  /** What the most similar of them adds to the log odds. */
  score: number
  /** How many of them are similar at all. */
  alike: number
}

/** The evidence from similar examples, by type. */
export function scoreExamples(model: OrganizationModel, features: Features): Map<DocumentType, Taught> {
  const scores = new Map<DocumentType, Taught>()
  const own = new Map(strongest(features))
  for (const example of model.examples) {
    const alike = similarity(own, new Map(example.features))
    if (alike <= ALIKE) continue
    const score = ((alike - ALIKE) / (1 - ALIKE)) * STRENGTH
    const before = scores.get(example.document_type)
    scores.set(example.document_type, {
      score: Math.max(score, before?.score ?? 0),
      alike: 1 + (before?.alike ?? 0),
    })
  }
  return scores
}
